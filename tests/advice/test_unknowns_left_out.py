"""Advice without the questions for which rules only wait."""

from __future__ import annotations

from relcore import Advisor, Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY


def test_without_unknowns_all_but_the_waiting_questions_is_the_same() -> None:
    advisor = Advisor()
    snapshot = Book.open(EXAMPLE).customer("harbour-tools")
    whole = advisor.advise(snapshot, as_of=EXAMPLE_DAY)
    quick = advisor.advise(snapshot, as_of=EXAMPLE_DAY, unknowns=False)
    assert quick.model_copy(update={"questions": whole.questions}) == whole
    assert {question.code for question in quick.questions} < {question.code for question in whole.questions}
