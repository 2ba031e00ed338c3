"""What tables ask everyone, and how they look back."""

from collections.abc import Iterator

from tests.site.pages.page import EVERYONE, GONE, WHO_ORGANISES, Access, Page
from tests.site.pages.tables import POST_BY_WHO_ORGANISES

THE_OTHER = Access(302, 404, 200, 404)
POST_BY_THE_OTHER = Access(302, 405, 405, 405)


def question_pages() -> Iterator[Page]:
    """Asking everyone, by who organises the table."""
    table = ("{table}",)
    one, title = (*table, "{table_question}"), "{table_question_title}"
    said = (*one, "{table_answer}")
    yield Page("tables:questions", WHO_ORGANISES, "Durf te vragen", "Dare to ask", title, table, lists=True)
    wording = ("Vraag iedereen iets", "Ask everyone something")
    yield Page("tables:ask_everyone", WHO_ORGANISES, *wording, "{published_title}", table)
    wording = ("Een vraag aan iedereen", "A question to everyone")
    yield Page("tables:work_question", WHO_ORGANISES, *wording, "{table_answer_text}", one, lists=True)
    yield Page("tables:change_question", WHO_ORGANISES, "Vraag wijzigen", "Change the question", title, one)
    yield Page("tables:close_question", WHO_ORGANISES, "Bedank iedereen", "Thank everyone", title, one)
    wording = ("Deze vraag van de site halen?", "Take this question off the site?")
    yield Page("tables:hide_question", WHO_ORGANISES, *wording, title, one)
    yield Page("tables:show_question", POST_BY_WHO_ORGANISES, args=one)
    wording = ("Een antwoord op je vraag", "An answer to your question")
    yield Page("tables:work_answer", WHO_ORGANISES, *wording, "{table_answer_text}", said)
    yield Page("tables:list_answer", POST_BY_WHO_ORGANISES, args=said)


def answer_pages() -> Iterator[Page]:
    """For who answers."""
    wording = ("Geef een tafel antwoord", "Answer a table")
    yield Page("tables:answer_question", EVERYONE, *wording, "{table_question_title}", ("{table_question}",))
    wording = ("Je antwoord aan een tafel", "Your answer to a table")
    yield Page("tables:my_answer", THE_OTHER, *wording, "{table_answer_text}", ("{table_answer}",))
    yield Page("tables:take_answer_back", POST_BY_THE_OTHER, args=("{table_answer}",))


def public_question_pages() -> Iterator[Page]:
    title = "{table_question_title}"
    yield Page("tables:all_questions", EVERYONE, "Durf te vragen", "Dare to ask", title, lists=True)
    yield Page("tables:question", EVERYONE, title, title, "bij de molen", ("{table_question}",))
    wording = ("Deze vraag staat hier niet meer", "This question is no longer here")
    yield Page("tables:question", GONE, *wording, "Er staat een naam in.", ("{hidden_question}",), about="hidden")


def evaluation_pages() -> Iterator[Page]:
    """Looking back, by who organises the table."""
    table, effect = ("{table}",), ("{table}", "{effect}")
    title = "{published_title}"
    yield Page("tables:evaluation", WHO_ORGANISES, "Terugkijken", "Look back", "{effect_text}", table, lists=True)
    yield Page("tables:ask_survey", POST_BY_WHO_ORGANISES, args=table)
    yield Page("tables:close_survey", WHO_ORGANISES, "De vragenlijst sluiten?", "Close the survey?", title, table)
    wording = ("De vragenlijst op papier", "The survey on paper")
    yield Page("tables:survey_paper", WHO_ORGANISES, *wording, title, table)
    wording = ("Typ een papier over", "Type over a paper")
    yield Page("tables:type_survey", WHO_ORGANISES, *wording, "{survey_name}", table)
    wording = ("Schrijf op wat er veranderde", "Write down what changed")
    yield Page("tables:add_effect", WHO_ORGANISES, *wording, title, table)
    wording = ("Wijzig wat er veranderde", "Change what changed")
    yield Page("tables:change_effect", WHO_ORGANISES, *wording, "{effect_text}", effect)
    yield Page("tables:remove_effect", POST_BY_WHO_ORGANISES, args=effect)
    wording = ("De zes doelen, en wat je leerde", "The six aims, and what you learned")
    yield Page("tables:write_aims", WHO_ORGANISES, *wording, "{lessons}", table)
    yield Page("tables:outcome", Access(302, 302, 404, 302), args=table)  # the table does not stand at step seven
    wording = ("Wat vond je ervan?", "How did you like it?")
    yield Page("tables:survey", EVERYONE, *wording, title, ("{survey_key}",))


def public_evaluation_pages() -> Iterator[Page]:
    table = ("{table}", "{published_slug}")
    wording = ("Hoe de tafel terugkijkt", "How the table looks back")
    yield Page("tables:public_evaluation", EVERYONE, *wording, "{lessons}", table, lists=True)
