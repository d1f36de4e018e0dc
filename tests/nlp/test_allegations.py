"""Which works a developer is said to have used, and whether that is alleged, admitted or found by a court."""

import pytest

from disputes.errors import ConfigError
from nlp import wording
from nlp.cast import Cast
from nlp.components.allegations import AllegationsComponent
from nlp.roles import Roles

SUIT = "The authors sued {} in New York. "


@pytest.fixture(scope="session")
def claims(reader, parse):
    """Text -> (developer, material, status) of every claim in it, whether or not it tells a step."""
    component: AllegationsComponent = reader.language.get_pipe("allegations")

    def found(text: str) -> list[tuple[str, str, str]]:
        doc = parse(text)
        cast: Cast = doc._.cast
        return [
            (claim.developer.name, claim.material, claim.status)
            for claim in component.find(doc, Roles(cast, component.lexicon))
        ]

    return found


USES = [
    # objects of verbs of use
    (
        "Stability AI scraped more than 12 million photographs to train Stable Diffusion, Getty says.",
        "Stability AI",
        "more than 12 million photographs",
        "alleged",
    ),
    ("The authors sued OpenAI for using their books to train ChatGPT.", "OpenAI", "books", "alleged"),
    (
        "The complaint accuses Midjourney of copying the studio's characters without a licence.",
        "Midjourney",
        "studio's characters",
        "alleged",
    ),
    ("Nvidia was accused of scraping YouTube videos to train its Cosmos model.", "Nvidia", "YouTube videos", "alleged"),
    (
        "Disney accuses MiniMax of pirating and plundering its copyrighted works.",
        "MiniMax",
        "Disney’s copyrighted works",
        "alleged",
    ),
    (
        "Reddit sued Anthropic, which it says scraped millions of Reddit comments without consent.",
        "Anthropic",
        "Reddit posts",
        "alleged",
    ),
    (
        "Getty says that Stability AI has copied and processed millions of images.",
        "Stability AI",
        "millions of images",
        "alleged",
    ),
    (
        "They accuse Meta of having helped itself to millions of books to train Llama.",
        "Meta",
        "millions of books",
        "alleged",
    ),
    ("The programmers claim that Codex, developed by OpenAI, reproduces their code.", "OpenAI", "code", "alleged"),
    (
        "Perplexity has been ripping off its journalism, the BBC said in a letter to Perplexity.",
        "Perplexity AI",
        "journalism",
        "alleged",
    ),
    # trained on
    ("Apple was sued by two authors who say that it trained its models on Books3.", "Apple", "Books3", "alleged"),
    (
        "GitHub Copilot was trained on public repositories, say the programmers who sued GitHub.",
        "GitHub",
        "public repositories",
        "alleged",
    ),
    ("The GEMA said OpenAI's models had been trained on lyrics by German songwriters.", "OpenAI", "lyrics", "alleged"),
    ("xAI was sued for allegedly training Grok on the voices of actors.", "xAI", "voices of actors", "alleged"),
    (
        "Six authors accuse Anthropic of having trained chatbots on pirated copies of their books.",
        "Anthropic",
        "pirated copies of the books",
        "alleged",
    ),
    # passives and participles
    (
        "Claude was fed thousands of songs by Anthropic, the publishers say.",
        "Anthropic",
        "thousands of songs",
        "alleged",
    ),
    (
        "The newspaper says its stories were ingested by Copilot, an assistant made by Microsoft.",
        "Microsoft",
        "stories",
        "alleged",
    ),
    (
        SUIT.format("OpenAI") + "Millions of articles were used to train the chatbot without permission.",
        "OpenAI",
        "Millions of articles",
        "alleged",
    ),
    (
        SUIT.format("OpenAI and Microsoft") + "The complaint says that millions of novels were used to train chatbots.",
        "Microsoft",
        "millions of novels",
        "alleged",
    ),
    # names far below the verb
    (
        "Meta used a tool called Library Genesis, also known as LibGen, to access pirated books.",
        "Meta",
        "LibGen",
        "alleged",
    ),
    ("Books by Kadrey were part of the LibGen files that Meta torrented.", "Meta", "LibGen", "alleged"),
    (
        "The publishers allege that Anthropic torrented millions of books from shadow libraries such as Z-Library.",
        "Anthropic",
        "Z-Library",
        "alleged",
    ),
    (
        "The Pile, a dataset that includes Books3, was used by EleutherAI, the authors say.",
        "EleutherAI",
        "The Pile",
        "alleged",
    ),
    (
        SUIT.format("Apple") + "The company's models were trained on a dataset called Nightshelf-2.",
        "Apple",
        "Nightshelf-2",
        "alleged",
    ),
    # nouns
    (
        "The publishers claim that Anthropic's use of copyrighted lyrics infringes their rights.",
        "Anthropic",
        "copyrighted lyrics",
        "alleged",
    ),
    ("Authors sued Salesforce over its use of pirated books to train xGen.", "Salesforce", "pirated books", "alleged"),
    (
        "Cohere was sued by publishers over the alleged scraping of their news articles.",
        "Cohere",
        "news articles",
        "alleged",
    ),
    ("Meta's executives approved the use of LibGen, the authors say.", "Meta", "LibGen", "alleged"),
    # a demand to stop says that it is done
    (
        "ByteDance has been told by Disney to stop training Seedance on the studio's films.",
        "ByteDance",
        "studio's films",
        "alleged",
    ),
    (
        "The MPA sent ByteDance a letter demanding that it stop training on the studios' movies.",
        "ByteDance",
        "studios' movies",
        "alleged",
    ),
    # denied is alleged
    ("Nvidia denied having used Books3 to train NeMo.", "Nvidia", "Books3", "alleged"),
    ("Anthropic has not denied that it downloaded books from LibGen.", "Anthropic", "LibGen", "alleged"),
    # admitted
    (
        "Suno admitted in court that it trained its model on copyrighted recordings.",
        "Suno",
        "copyrighted recordings",
        "admitted",
    ),
    (
        "Midjourney's founder has admitted to scraping a hundred million images.",
        "Midjourney",
        "hundred million images",
        "admitted",
    ),
    (
        "Udio has acknowledged that its training data included copyrighted songs.",
        "Udio",
        "copyrighted songs",
        "admitted",
    ),
    ("OpenAI conceded that it had used Books1.", "OpenAI", "Books1", "admitted"),
    (
        "An OpenAI lawyer acknowledged that the company had downloaded books from LibGen.",
        "OpenAI",
        "LibGen",
        "admitted",
    ),
    ("OpenAI said it had trained its models on Common Crawl and Wikipedia.", "OpenAI", "Wikipedia", "admitted"),
    ("Google confirmed that it uses YouTube videos to train Veo.", "Google", "YouTube videos", "admitted"),
    (
        "The case turns on the pirated books that Meta has admitted using for training.",
        "Meta",
        "pirated books",
        "admitted",
    ),
    # found
    (
        "The judge found that Anthropic had downloaded pirated books from LibGen and Pirate Library Mirror.",
        "Anthropic",
        "Pirate Library Mirror",
        "found",
    ),
    ("The court ruled that Meta had pirated the authors' works.", "Meta", "authors' works", "found"),
    (
        "Judge William Alsup held that Anthropic had stored pirated copies of books.",
        "Anthropic",
        "pirated copies of books",
        "found",
    ),
    (
        "The jury found Ross Intelligence liable for copying thousands of Westlaw headnotes.",
        "Ross Intelligence",
        "thousands of Westlaw headnotes",
        "found",
    ),
    (
        "In its ruling, the court wrote that Anthropic had pirated millions of books.",
        "Anthropic",
        "millions of books",
        "found",
    ),
]


@pytest.mark.parametrize(("text", "developer", "material", "status"), USES)
def test_a_use_is_told(claims, text, developer, material, status):
    assert (developer, material, status) in claims(text)


NO_USES = [
    "OpenAI would need to train on copyrighted books to compete, it said in its fight with authors.",
    "If Meta used LibGen, the authors would have a case.",
    "The judge asked whether Anthropic had used Books3.",
    "The court did not decide whether OpenAI had copied the articles.",
    "Apple did not use Books3, it said.",
    "Adobe says that Firefly was never trained on customers' files.",
    "The deal lets OpenAI train on News Corp articles.",
    "Under the licence, Amazon may use the Times's articles to train its models.",
    "OpenAI signed an agreement to use the publisher's archive.",
    "OpenAI offered to pay publishers for the use of their articles.",
    "News Corp will get $250 million for letting OpenAI use its articles.",
    "The settlement bars Udio from training on the label's recordings.",
    "The authors asked the court to bar Meta from using their books.",
    "Authors fear that Meta may use their books.",
    "Meta plans to train its models on public posts.",
    "The bill would require developers to disclose which copyrighted works they used.",
    "Developers such as OpenAI would have to disclose the copyrighted material that they use.",
    "AI companies have trained their models on copyrighted books.",
    "Suno users upload songs by famous artists.",
    "Seedance users could copy the studio's films.",
    "Artists use Midjourney to draw characters.",
    "The New York Times used ChatGPT to obtain excerpts of its articles.",
    "Disney bought photographs from Getty Images.",
    "Netflix demands that ByteDance see to it that infringing clips be taken down.",
    "OpenAI countered that its models neither store nor copy particular songs.",
    "She declined an offer made by OpenAI for the use of her voice.",
    "Sony warned Google and Microsoft against feeding its songs to AI systems.",
    "OpenAI used the motion to attack the Times's articles.",
    "The New York Times sued OpenAI and Microsoft in December.",
]


@pytest.mark.parametrize("text", NO_USES)
def test_what_is_no_use_is_none(claims, text):
    assert claims(text) == []


def test_a_reading_quotes_the_sentence_that_tells_the_use(tell):
    text = "The authors sued Apple on Monday. They say that it trained its models on Books3. Apple did not reply."
    (allegation,) = tell(text).allegations
    assert (allegation.developer, allegation.material, allegation.status) == ("Apple", "Books3", "alleged")
    assert allegation.quote == text[allegation.start : allegation.end]
    assert allegation.quote == "They say that it trained its models on Books3."


def test_a_use_told_twice_is_one_by_its_strongest_telling(tell):
    text = (
        "Two authors sued Meta on Monday. They say that Meta torrented books. "
        "A judge found that Meta had torrented millions of pirated books."
    )
    (allegation,) = tell(text).allegations
    assert (allegation.material, allegation.status) == ("millions of pirated books", "found")
    assert allegation.quote.startswith("A judge")


def test_a_headline_is_never_quoted(tell):
    reading = tell("The authors sued Apple on Monday.", title="Authors say Apple trained its models on Books3")
    assert reading.reports and reading.allegations == ()


BROKEN = [
    ("", "missing"),
    ("[use", "Expected"),
    ("[nouns]\n[works]\n[said]\n[[use]]\nverb = ['x']\n", "use 1: verb is unknown"),
    ("[nouns]\n[works]\n[said]\n[[use]]\nby = ['on']\n", "use 1: verbs is missing"),
    ("[nouns]\n[works]\n[said]\n[[use]]\nverbs = 'train'\n", "use 1: verbs: expected a list of strings"),
    ("[nouns]\n[works]\n[said]\n[[use]]\nverbs = ['x']\nobject = 1\n", "use 1: object: expected true or false"),
    ("[nouns]\n[works]\n[said]\n[[use]]\nverbs = ['x']\n[[use]]\nverbs = ['x']\n", "use 2: verbs: 'x' stands twice"),
    ("[nouns]\n[works]\n[said]\n[[use]]\nverbs = ['x']\n", "[nouns]: of is missing"),
]


@pytest.mark.parametrize(("text", "problem"), BROKEN)
def test_a_broken_word_list_is_named(tmp_path, text, problem):
    path = tmp_path / "allegations.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        wording.load(path)
    assert str(path) in str(told.value) and problem in str(told.value)
