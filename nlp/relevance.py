"""Title and text -> how likely the article tells a step of a dispute over AI and copyright; words only, no parse.

Three things must meet: AI, the rights of those who make works, and a step. What is another kind of dispute (privacy,
antitrust, defamation, patents) has to say more of copyright than of that.
"""

import re
from dataclasses import dataclass

AI = re.compile(
    r"\bAI\b|\bA\.I\.|artificial[- ]intelligence|chat ?bots?\b|language models?|\bLLMs?\b|generative|text-to-\w+|machine learning|deep ?fakes?|neural network|"
    r"\bGPT\b|ChatGPT|OpenAI|Anthropic|Midjourney|Stable Diffusion|image generator|video generator|music generator|\bGenAI\b|voice clon\w+|digital replica",
)
RIGHTS = re.compile(
    r"copyright|infring|intellectual property|\bIP\b|plagiar|pira(?:cy|te)|likeness|trade ?mark|royalt|right(?:s)? ?holders?|fair use|fair dealing|data mining|licens|licenc|"
    r"training data|trained on|without (?:\w+ )?(?:permission|consent|authori[sz]ation)|unauthori[sz]ed|scrap(?:e|ing)|\bDMCA\b|creators?\b|publishers?\b|journalism|right of publicity|voice",
    re.IGNORECASE,
)
CORE = re.compile(r"copyright|infring|intellectual property|plagiar|pira(?:cy|te)|likeness|fair use|rights ?holders?|\bDMCA\b|\bIP\b|trade ?mark|right of publicity", re.IGNORECASE)
STEP = re.compile(
    r"\bsu(?:e|es|ed|ing)\b|lawsuit|\bsuits?\b|complaint|class action|\bcourt\b|judge|ruling|ruled|settle|letter|cease|demand|threat|licens|licenc|\bdeal\b|agreement|partnership|"
    r"statement|petition|appeal|motion|hearing|trial|safeguard|guardrail|opt[- ]out|\bbill\b|amendment|regulator|investigat|inquiry|consultation|report|condemn|criticis|criticiz|accus|protest|pause",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"antitrust|anti-trust|monopol|privacy|defam|libel|patent|biometric|facial recognition|securities fraud|wrongful death|suicide|data protection|discriminat|wiretap|trade secret|shareholder|eavesdrop|surveil",
    re.IGNORECASE,
)
DEALS = re.compile(r"licens|licenc|partnership|\bdeal\b|agreement", re.IGNORECASE)
WORKS = re.compile(r"publish|newspaper|journalis|music|label|studio|catalog|archive|books?\b|authors?\b|artists?\b|content|news\b|writers?\b|lyrics|songs?\b", re.IGNORECASE)
LIKENESS = re.compile(r"\bvoice|likeness|deep ?fakes?|impersonat|imitat|resembl|digital replica|look-?alike|sound-?alike", re.IGNORECASE)
OBJECTION = re.compile(r"lawyer|consent|permission|legal|demand|estate|object|union|declin|anger|furious|pause", re.IGNORECASE)
THRESHOLD = 0.5
LEAD = 600  # characters of the text that tell what it is about


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score` is between 0 and 1, `reason` words for a person."""

    score: float
    reason: str

    @property
    def worth_reading(self) -> bool:
        """Whether the article is worth the cost of parsing."""
        return self.score >= THRESHOLD


def judge(title: str, text: str) -> Judgement:
    """The cheap judgement; what the reading finds confirms or refutes it."""
    body = f"{title}\n{text}"
    ai, core, step, other = (len(pattern.findall(body)) for pattern in (AI, CORE, STEP, OTHER))
    if not ai:
        return Judgement(0.0, "no word of AI")
    if not step:
        return Judgement(0.0, "no step of a dispute")
    lead = f"{title}\n{text[:LEAD]}"
    core_lead, other_lead = len(CORE.findall(lead)), len(OTHER.findall(lead))
    if core and (other_lead > core_lead or (other > core and not core_lead)):
        return Judgement(0.2, f"more of another kind of dispute ({other} words) than of copyright ({core})")
    if core:
        return Judgement(min(1.0, 0.5 + 0.1 * core), f"AI ({ai} words), copyright ({core}), steps ({step})")
    if other:
        return Judgement(0.1, "another kind of dispute, no word of copyright")
    if DEALS.search(body) and len(WORKS.findall(body)) >= 3:
        return Judgement(0.5, f"AI ({ai} words) and a deal over works")
    if len(LIKENESS.findall(body)) >= 2 and OBJECTION.search(body):
        return Judgement(0.5, f"AI ({ai} words) and somebody's voice or likeness")
    return Judgement(0.2, "no word of copyright")
