"""Sentences in which nothing happened: a wrong "sued", "dismissed", "ruled" or "settled" is worse than a missing one.

What is asked, denied, threatened, pending, supposed or meant in another sense must never be told as done. A sentence
that the pipeline is known to get wrong is marked, so that the table says what it cannot do yet.
"""

from collections.abc import Callable

import pytest

from disputes.types import Reading

DECISIVE = frozenset({"lawsuit", "dismissal", "ruling", "settlement"})

NOBODY_SUED = [
    # supposed, possible, advised
    "Marlow Books could sue Fennec AI over the way in which its chatbot was trained.",
    "The Harbor Herald may take Fennec AI to court over its summaries.",
    "Ziff Davis should sue Perplexity, one columnist wrote.",
    "If Disney sues ByteDance, it will do so in California, lawyers expect.",
    "Should Disney sue ByteDance, the case would be heard in California.",
    "Had the Harbor Herald sued Fennec AI, the chatbot would have been gone by now.",
    "“We would have sued Anthropic,” said the head of Marlow Books.",
    "A lawsuit by Universal Music against Stability AI is likely, analysts say.",
    "A class action against Apple may follow, lawyers for the authors said.",
    "Studio Ghibli would have grounds for a lawsuit against OpenAI, experts say.",
    "Under the contract, Sony Music has the right to sue Udio.",
    "It remains unclear whether the record labels will take Suno to court.",
    "Analysts wondered whether the New York Times would sue Perplexity.",
    "Does the Financial Times intend to sue Perplexity?",
    "Will Disney sue Character.AI?",
    "What happens when Disney sues Fennec AI is anybody's guess.",
    "A bill in the Senate would let artists sue Fennec AI over cloned voices.",
    "A poll found that most authors would sue OpenAI if they could.",
    "In the play, a novelist sues Fennec AI.",
    # threatened, planned, asked for
    "The Harbor Herald has threatened to sue Fennec AI for copyright infringement.",
    "The Harbor Herald threatened Fennec AI with a lawsuit over its chatbot.",
    "Disney plans to sue ByteDance over Seedance 2.0.",
    "Disney will sue ByteDance unless it takes Seedance 2.0 offline by Friday.",
    "Disney is going to sue ByteDance over Seedance 2.0, two people said.",
    "Disney is about to sue ByteDance over Seedance 2.0.",
    "Universal Music is considering legal action against Suno.",
    "Sony Music is weighing a lawsuit against Udio over its music generator.",
    "The estate is preparing a lawsuit against Suno over the singer's voice.",
    "Warner Bros. warned Midjourney that it would go to court if the images were not removed.",
    "The union said that it was ready to sue Fennec AI over the cloned voices.",
    "The union gave Fennec AI ten days to answer before it files suit.",
    "Unless Fennec AI pays, the Harbor Herald will file a lawsuit next week.",
    "The Harbor Herald has until March to sue Fennec AI.",
    "The guild is urging its members to sue Meta over the books in its training data.",
    "Photographers have asked Getty Images to sue Fennec AI.",
    "Photographers demanded that Getty Images sue Fennec AI.",
    "The studios wanted to sue Midjourney before the summer.",
    "Marlow Books tried to sue Fennec AI, but could not find its address.",
    "The Authors Guild asked Marlow Books to join a lawsuit against Fennec AI.",
    "Calls for Marlow Books to sue Fennec AI are growing.",
    "Marlow Books told its lawyers to prepare a case against Fennec AI.",
    # denied, given up, not yet
    "The Harbor Herald has not sued Fennec AI.",
    "The Harbor Herald never sued Fennec AI, a spokesman said.",
    "Marlow Books has yet to file a lawsuit against Fennec AI.",
    "Marlow Books has not yet brought a case against Fennec AI.",
    "Fennec AI denied that it had been sued by the Harbor Herald.",
    "Marlow Books denied that it had filed a lawsuit against Fennec AI.",
    "Rumours that Netflix had sued Runway turned out to be false.",
    "Contrary to some reports, Netflix has not filed a complaint against Runway.",
    "No lawsuit has been filed against Midjourney by the studio.",
    "No court action has been taken by Studio Ghibli against OpenAI.",
    "Neither Disney nor Universal has sued MiniMax.",
    "Nobody has sued Luma AI so far.",
    "The publishers decided against suing OpenAI.",
    "Disney stopped short of suing OpenAI over Sora.",
    "Marlow Books refrained from suing Fennec AI.",
    "Marlow Books is unlikely to sue Fennec AI, its chief executive said.",
    "The Authors Guild did not rule out a lawsuit against Apple.",
    "Instead of suing OpenAI, Marlow Books signed a licence with it.",
    "Rather than sue Perplexity, the Los Angeles Times joined its publisher programme.",
    "The deal means that Axel Springer gives up its right to sue OpenAI.",
    "Under the licence, Disney cannot sue OpenAI over Sora.",
    "The Harbor Herald said that it had no intention of suing Fennec AI.",
    "Marlow Books withdrew its threat to sue Fennec AI.",
    # feared, avoided
    "The start-up fears that it will be sued by the big publishers.",
    "OpenAI expects to be sued by more newspapers.",
    "To avoid a lawsuit from the labels, Fennec AI took its music model offline.",
    "Threatened with a lawsuit by the labels, Fennec AI took its music model offline.",
    "The risk of a lawsuit by Disney kept Fennec AI from releasing its video model.",
    "OpenAI promised to pay the costs of customers who are sued for copyright infringement.",
    # another sense of the word
    "The suits at OpenAI were surprised by the anger of the publishers.",
    "The new model suits Getty Images well.",
    "In a dark suit, the head of OpenAI told publishers that training is fair use.",
    "Anthropic followed suit and signed a licence with HarperCollins.",
    "OpenAI released a suite of tools for publishers.",
    "Fennec AI filed for an initial public offering in June, while publishers grumble about its training data.",
    "Universal Music filed a trademark application for an AI singer.",
    "The Atlantic made the case against OpenAI's use of its archive in an editorial.",
    "Getty Images filed its quarterly report, which mentions Stability AI twice.",
]

NOTHING_DECIDED = [
    # asked of the court
    "OpenAI asked the court to dismiss the lawsuit.",
    "Meta has moved to dismiss the authors' claims.",
    "Stability AI filed a motion to dismiss the complaint by Getty Images.",
    "OpenAI wants a federal judge to throw out the lawsuit by the New York Times.",
    "Suno urged the court to reject the labels' motion.",
    "Perplexity called on the court to throw the case out.",
    "OpenAI's lawyers argued that the case should be dismissed.",
    "Cohere argued that the court should strike the trademark claims.",
    "The Times opposes OpenAI's motion to have the case thrown out.",
    "The Times is asking the judge to find that OpenAI infringed its copyright.",
    "The labels are seeking an injunction against Suno.",
    "Concord asked for a preliminary injunction barring Anthropic from using its lyrics.",
    "The studios seek a court order that would stop Midjourney.",
    "In its motion, Midjourney says that the judge must dismiss the studios' suit.",
    "Fennec AI asked Judge Stein to rule that its training is fair use.",
    "Anthropic petitioned the Ninth Circuit to overturn the order.",
    "OpenAI said that it would ask the judge to dismiss the case.",
    "OpenAI is expected to move to dismiss the complaint.",
    "A proposed order, drafted by the labels, would bar Suno from training on their songs.",
    # pending, set, expected
    "The judge reserved judgment on the claim of Getty Images.",
    "The judge postponed her ruling on Suno's motion.",
    "The jury has not reached a verdict in the case against Fennec AI.",
    "The jury is still deliberating over the claims against Fennec AI.",
    "Whether the judge will certify a class is the next question for Meta.",
    "The judge has yet to rule on Anthropic's motion.",
    "Judge Stein said he would rule on OpenAI's motion by the end of the month.",
    "A ruling in the case between Getty Images and Stability AI is expected next year.",
    "Anthropic's bid to dismiss the publishers' claims is pending before Judge Lee.",
    "Google's request that the lawsuit be dismissed will be heard in May.",
    "On June 30, Judge Chhabria will hear Meta's motion for summary judgment.",
    "A jury will decide how much Anthropic owes the authors.",
    "The publishers await a decision from the Third Circuit against Ross Intelligence.",
    "The judge took OpenAI's motion to dismiss under advisement.",
    "The judge has scheduled a ruling on Suno's motion for July 1.",
    # supposed
    "If the court rules for Meta, the authors plan to appeal.",
    "Should the judge find for Anthropic, the authors will appeal.",
    "A ruling for OpenAI would reshape the industry.",
    "The judge could dismiss the suit against Midjourney.",
    "The judge may grant class certification to the authors who sued Apple.",
    "OpenAI hopes that the judge will dismiss the suit.",
    "OpenAI is confident that the court will find in its favour.",
    "The court would have to find that Stability AI made copies in Britain.",
    "Until a court rules otherwise, Perplexity will go on.",
    "Lawyers disagree about how the court would rule on ChatGPT.",
    "The judge seemed inclined to dismiss some of the claims against OpenAI.",
    "Had the judge dismissed the claims against Meta, the case would be over.",
    "Judge Stein warned that he might throw out the claims against OpenAI.",
    "Fennec AI vowed to fight the lawsuit until the court dismisses it.",
    # denied
    "Reports that the court had dismissed the suit against Fennec AI were wrong.",
    "The judge did not rule on whether Meta's training is fair use.",
    "The court has not decided whether Anthropic's training is fair use.",
    "No court has ruled that OpenAI's training on books is infringement.",
    "“No judge has found that we infringed anything,” OpenAI said.",
    "The judge heard both sides but did not issue a decision on OpenAI's motion.",
    "The judge declined to say when he would rule on OpenAI's motion.",
    "The judge never dismissed the claims against Fennec AI, its lawyer said.",
    "The authors have not dropped their lawsuit against Meta.",
    "The authors refused to drop their lawsuit against Meta.",
    "Getty Images denied that it had dropped its case against Stability AI.",
    "Marlow Books will not withdraw its complaint against Fennec AI.",
    "Meta wants the authors to drop their lawsuit.",
    "Fennec AI asked Marlow Books to withdraw its lawsuit.",
    "The label would withdraw its complaint if Suno paid, it said.",
    # another sense of the word, or another who does it
    "OpenAI dismissed the allegations of the Times as baseless.",
    "The head of Meta dismissed the authors' complaint as a nuisance.",
    "Anthropic rejected the claims of the music publishers.",
    "Universal Music dropped a new album on Friday, made without Suno.",
    "Midjourney dropped its newest model on Friday.",
    "OpenAI ruled out a licence fee for newspapers.",
    "OpenAI decided not to release the voice after the actress complained.",
    "OpenAI lost a senior engineer to Meta while the newspapers' suit goes on.",
    "OpenAI won praise from publishers for its new controls.",
    "Suno won the backing of investors in spite of the lawsuit by the labels.",
    "The judge asked whether OpenAI could have licensed the articles.",
    "Earlier rulings on search engines may help Google, lawyers said.",
    "A judge of the Grammy Awards rejected songs made with Suno.",
    "The court of public opinion has found OpenAI guilty, an author wrote.",
]

NOBODY_SETTLED = [
    "Anthropic and the authors are in talks to settle the lawsuit.",
    "Udio and Sony Music are negotiating a settlement.",
    "Suno may settle with the labels.",
    "Warner Music had hoped to settle with Suno before the trial.",
    "If Midjourney settles with Disney, others will follow.",
    "Unless Udio settles with Sony Music, a trial will begin in May.",
    "A settlement between Suno and Universal Music is possible, analysts say.",
    "A settlement with the authors would cost Anthropic billions, one analyst said.",
    "The settlement offer that Fennec AI made expires on Friday.",
    "A mediator will try to help OpenAI and the Times settle.",
    "Anthropic set money aside in case it settles with the publishers.",
    "OpenAI and the Times have not discussed a settlement.",
    "OpenAI has no plans to settle with the Times.",
    "OpenAI has not settled with the Times.",
    "Meta refused to settle with the authors.",
    "Meta will never settle with the authors, its lawyer said.",
    "The Times and OpenAI have failed to reach a settlement.",
    "No settlement has been reached between Cohere and the publishers.",
    "Anthropic denied that it had reached a settlement with Reddit.",
    "Settlement talks between Getty Images and Stability AI failed.",
    "Talks over a settlement between Udio and Sony Music collapsed.",
    "The labels want Suno to settle.",
    "Judge Stein urged OpenAI and the Times to settle.",
    "The judge asked OpenAI and the Times to explore a settlement.",
    "Marlow Books rejected a settlement offered by Fennec AI.",
    "The dust has settled since Disney sent its letter to Character.AI.",
    "The law is far from settled, lawyers for Meta said.",
    "Fennec AI settled in Berlin last year, next door to Marlow Books.",
    "OpenAI settled on a new name for its image model, to the annoyance of publishers.",
    "Universal Music has yet to settle with Suno.",
    "OpenAI and the Times are expected to settle this summer.",
]


def decided(reading: Reading) -> set[str]:
    """What the reading says was done of that which must not be said wrongly."""
    return {report.action for report in reading.reports if report.status == "happened"} & DECISIVE


@pytest.mark.parametrize("sentence", NOBODY_SUED)
def test_nobody_sued(sentence: str, tell: Callable[..., Reading]) -> None:
    assert decided(tell(sentence)) == set()


@pytest.mark.parametrize("sentence", NOTHING_DECIDED)
def test_nothing_was_decided_or_dropped(sentence: str, tell: Callable[..., Reading]) -> None:
    """There may well be a suit, if none of them is said to be over."""
    assert decided(tell(sentence)) <= {"lawsuit"}


@pytest.mark.parametrize("sentence", NOBODY_SETTLED)
def test_nobody_settled(sentence: str, tell: Callable[..., Reading]) -> None:
    assert decided(tell(sentence)) <= {"lawsuit"}
