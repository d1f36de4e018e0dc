"""Title and text -> how likely the article tells a step of a dispute over AI and copyright; words only, no parse.

Three things must meet: AI, the rights of those who make works, and a step. What is another kind of dispute (privacy,
antitrust, defamation, patents) has to say more of copyright than of that.
"""

import re
from dataclasses import dataclass

AI = re.compile(
    r"\w*AI\b|\bA\.I\.|artificial[- ]intelligence|chat ?bots?\b|language models?|\bLLMs?\b|generative|text-to-\w+|machine learning|deep ?fakes?|"
    r"neural network|\w*GPT\b|(?:image|video|music|song|text|voice) generators?|voice clon\w+|digital replica|answer engine|text and data mining",
)
RIGHTS = re.compile(
    r"copyright|infring|intellectual property|plagiar|\bpira|likeness|trade ?mark|royalt|rights? ?holders?|rights ?owners?|fair use|fair dealing|"
    r"data mining|licens|licenc|\bIP\b|without (?:\w+ )?(?:permission|consent|authori[sz]ation|licen[cs]e|asking|paying|payment)|unauthori[sz]ed|unlicensed|"
    r"\bDMCA\b|neighbouring rights|related rights|right of publicity|cease[- ]and[- ]desist|lyrics|counterfeit|stole|steal|theft",
    re.IGNORECASE,
)
STEP = re.compile(
    r"\bsu(?:e|es|ed|ing)\b|lawsuit|\bsuits?\b|complain|class action|\bcourt\b|judge|ruling|ruled|settle|letter|cease|demand|threat|licens|licenc|\bdeal\b|agreement|"
    r"partnership|statement|petition|appeal|motion|hearing|trial|safeguard|guardrail|opt[- ]out|\bbill\b|amendment|regulator|investigat|inquiry|consultation|report|"
    r"condemn|criticis|criticiz|accus|protest|pause|object|fine[ds]?\b|watchdog|request|\basked\b|\burged?\b|on hold|block|remov",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"antitrust|anti-trust|monopol|privacy|defam|libel|patent|biometric|facial recognition|securities fraud|wrongful death|suicide|data protection|discriminat|wiretap|"
    r"trade secret|shareholder|eavesdrop|surveil|self-harm",
    re.IGNORECASE,
)
DEALS = re.compile(r"partnership|\bdeal\b|agreement|\bpact\b|collaborat", re.IGNORECASE)
WORKS = re.compile(r"publish|newspaper|journalis|music|label|studio|catalog|archive|books?\b|authors?\b|artists?\b|content|news\b|writers?\b|songs?\b", re.IGNORECASE)
PERSONA = re.compile(r"\bvoice|deep ?fakes?|impersonat|imitat|resembl|digital replica|look-?alike|sound-?alike", re.IGNORECASE)
OBJECTION = re.compile(r"lawyer|consent|permission|legal|demand|estate|object|union|declin|anger|furious|pause", re.IGNORECASE)
WORD = re.compile(r"\w[\w.+-]*\w|\w")
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


def judge(title: str, text: str, tools: frozenset[str] = frozenset()) -> Judgement:
    """The cheap judgement, by words alone; `tools` are names of AI tools. What the reading finds confirms or refutes it."""
    body = f"{title}\n{text}"
    ai, rights, step, other = (len(pattern.findall(body)) for pattern in (AI, RIGHTS, STEP, OTHER))
    ai += len(tools.intersection(WORD.findall(body)))
    if not ai:
        return Judgement(0.0, "no word of AI")
    if not step:
        return Judgement(0.0, "no step of a dispute")
    lead = f"{title}\n{text[:LEAD]}"
    if other > max(rights, 1) or (other >= 3 and len(OTHER.findall(lead)) > len(RIGHTS.findall(lead))):
        return Judgement(0.2, f"more of another kind of dispute ({other} words) than of rights in works ({rights})")
    if rights:
        return Judgement(min(1.0, 0.45 + 0.05 * (rights + min(ai, 5))), f"AI ({ai} words), rights in works ({rights}), steps ({step})")
    if DEALS.search(body) and len(WORKS.findall(body)) >= 3:
        return Judgement(0.5, f"AI ({ai} words) and a deal over works")
    if len(PERSONA.findall(body)) >= 2 and OBJECTION.search(body):
        return Judgement(0.5, f"AI ({ai} words) and somebody's voice or likeness")
    return Judgement(0.2, "no word of rights in works")
