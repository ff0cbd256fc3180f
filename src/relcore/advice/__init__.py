"""Conclusions in, advice out: guards settled, actions ranked, said in words. Nothing here runs rules."""

from relcore.advice.calendar import ContactCalendar
from relcore.advice.contact_terms import SchedulePolicy
from relcore.advice.decide import answer, decide
from relcore.advice.factors import RankingFactor
from relcore.advice.messages import missing_messages, needed_messages
from relcore.advice.model import (
    ActionAdvice,
    Advice,
    AssessmentAdvice,
    CustomerAdvice,
    DiagnosticAdvice,
    Factor,
    PlayAdvice,
    PlaybookRef,
    QuestionAdvice,
    Reason,
    Ruling,
    StepAdvice,
    SuppressedAction,
    WarningAdvice,
    Window,
)
from relcore.advice.po_file import messages_of, read_po
from relcore.advice.questions import WaitingRule
from relcore.advice.rank import FACTORS, RankingPolicy
from relcore.advice.schema import SCHEMA_FILE, advice_schema
from relcore.advice.text import render_text
from relcore.advice.words import LANGUAGES, PLACEHOLDERS, Catalogue, Messages, Words

__all__ = [
    "FACTORS",
    "LANGUAGES",
    "PLACEHOLDERS",
    "SCHEMA_FILE",
    "ActionAdvice",
    "Advice",
    "AssessmentAdvice",
    "Catalogue",
    "ContactCalendar",
    "CustomerAdvice",
    "DiagnosticAdvice",
    "Factor",
    "Messages",
    "PlayAdvice",
    "PlaybookRef",
    "QuestionAdvice",
    "RankingFactor",
    "RankingPolicy",
    "Reason",
    "Ruling",
    "SchedulePolicy",
    "StepAdvice",
    "SuppressedAction",
    "WaitingRule",
    "WarningAdvice",
    "Window",
    "Words",
    "advice_schema",
    "answer",
    "decide",
    "messages_of",
    "missing_messages",
    "needed_messages",
    "read_po",
    "render_text",
]
