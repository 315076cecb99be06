import pickle

from frontporch.lib.refusal import Refusal


class Lazy:
    """Stands for a lazily translated sentence."""

    def __init__(self) -> None:
        self.language = "en"

    def __str__(self) -> str:
        return {"en": "Try later.", "es": "Intente luego."}[self.language]


def test_a_refusal_reads_as_its_sentence_and_carries_its_code() -> None:
    no = Refusal("replies-closed", "This event is no longer taking replies.")

    assert (no.code, no.message) == ("replies-closed", "This event is no longer taking replies.")
    assert str(no) == no.message


def test_a_lazy_sentence_is_said_in_the_language_of_the_moment_it_is_read() -> None:
    sentence = Lazy()
    no = Refusal("later", sentence)
    sentence.language = "es"

    assert no.message == "Intente luego."


def test_a_refusal_survives_the_way_to_another_process() -> None:
    again = pickle.loads(pickle.dumps(Refusal("later", "Try later.")))

    assert (again.code, again.message) == ("later", "Try later.")
