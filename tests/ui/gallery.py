"""Every component on one page, and each frame around it: addresses that exist in tests only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.defaults import server_error

from frontporch.ui import pictures
from frontporch.ui.charts import Bar, Chart, Rung
from frontporch.ui.forms import Cards
from frontporch.ui.nav import Link

SETTINGS: dict[str, Any] = {
    "ROOT_URLCONF": "tests.ui.gallery",
    "ALLOWED_HOSTS": ["*"],
    "DEBUG": False,
    "MIDDLEWARE": [
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "frontporch.ui.middleware.inlined_styles",
        "django.middleware.gzip.GZipMiddleware",
        "django.middleware.http.ConditionalGetMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "DIRS": [Path(__file__).parent / "templates"],
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request"],
                "builtins": ["django.templatetags.i18n", "frontporch.ui.templatetags.ui"],
            },
        }
    ],
}

RUNGS = [
    Rung("Invited", 100, 100, "Every child on the roll"),
    Rung("Delivered", 91, 91, "9 lost: numbers that stopped working"),
    Rung("In a language they read", 84, 84, "7 lost: mostly Vietnamese and Arabic"),
    Rung("Took part", 71, 71, "At home, at an event, or on a visit"),
    Rung("Heard back", 63, 63, "Up from 55 last fall"),
]
CHART = Chart(
    caption="Heard back by home language",
    group_label="Home language",
    value_label="Heard back",
    average=63,
    average_label="County average",
    bars=[
        Bar("English", 66, "6,102 children", 65, 67),
        Bar("Chinese", 55, "74", 44, 66),
        Bar("Vietnamese", 41.4, "341", 36, 46),
        Bar("Gujarati", None, why="Fewer than 10"),
        Bar("Choctaw", None, why="Hidden too"),
    ],
)
PLAIN = Chart(caption="By age of child", group_label="Age", value_label="Took part", bars=[Bar("Birth to 2", 58)])
MORE = {
    "nav": [
        Link("Activities", "/gallery/activities/"),
        Link("Framework", "/gallery/"),
        Link("Toolkit", "/gallery/t/"),
    ],
    "footer_links": [Link("Privacy", "/privacy/"), Link("Accessibility", "/accessibility/")],
    "help_phone": "601-555-0100",
    "place_name": "Oak Hill School",
    "rungs": RUNGS,
    "chart": CHART,
    "plain": PLAIN,
    "three": [
        "Jay reads one page.",
        "Read it again in a silly voice.",
        "Ask: What happened? Talk in any language.",
    ],
    "answers": [
        {"question": "Language to read", "answer": "Spanish", "url": "/gallery/question/"},
        {"question": "Phone", "answer": "601-555-0143", "url": "/gallery/question/"},
    ],
    "all_pictures": sorted(pictures.names()),
}


class FrontForm(forms.Form):
    band = forms.ChoiceField(
        label="How old is your child?",
        choices=[("birth-2", "Birth to 2"), ("3-5", "3 to 5"), ("K-3", "Grades K to 3"), ("4-8", "Grades 4 to 8"),
                 ("9-12", "Grades 9 to 12")],
        widget=Cards(pictures={b: f"band-{b}" for b in ("birth-2", "3-5", "K-3", "4-8", "9-12")}, layout="tiles"),
        initial="K-3",
    )  # fmt: skip
    area = forms.ChoiceField(
        label="What would help most?",
        choices=[("reading", "Reading"), ("math", "Math"), ("attendance", "Getting to school"),
                 ("behavior", "Calm days"), ("social", "Getting along")],
        widget=Cards(pictures={a: f"area-{a}" for a in ("reading", "math", "attendance", "behavior", "social")},
                     layout="tiles"),
        initial="reading",
    )  # fmt: skip


class QuestionForm(forms.Form):
    name = forms.CharField(label=_("Phone"), help_text="Ten numbers, like 601-555-0100.")
    band = forms.ChoiceField(
        label="How old is your child?",
        choices=[("birth-2", "Birth to 2"), ("3-5", "3 to 5"), ("K-3", "Grades K to 3")],
        widget=Cards(pictures={"birth-2": "baby", "3-5": "blocks", "K-3": "book"}, hints={"3-5": "Before school"}),
    )
    how = forms.MultipleChoiceField(
        label="How may we reach you?",
        choices=[("text", "Text"), ("paper", "Paper")],
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label="Language to read", choices=[("en", "English"), ("es", "Español")])
    words = forms.CharField(label="Anything else?", widget=forms.Textarea, required=False)
    shared = forms.BooleanField(label="Others use this phone too", required=False)


STAFF_PAGES = ["Today", "Replies", "Paper", "Plan", "Reach", "Absence", "Rosters", "State", "People"]
STAFF = [
    Link(label, f"/gallery/{number}/" if number else "/gallery/staff/") for number, label in enumerate(STAFF_PAGES)
]


def gallery(request: HttpRequest, frame: str) -> HttpResponse:
    context = {**MORE, "frame": f"ui/{frame}.html", "sign_out": "/out/"}
    return render(request, "gallery.html", {**context, "nav": STAFF} if frame == "staff" else context)


def front(request: HttpRequest) -> HttpResponse:
    return render(request, "front.html", {**MORE, "form": FrontForm()})


def question(request: HttpRequest) -> HttpResponse:
    form = QuestionForm({"name": "601"} if "sent" in request.GET else None)
    context = {
        **MORE,
        "form": form,
        "question": "How may we reach you?",
        "step": 2,
        "steps": 5,
        "back_url": "/gallery/",
    }
    return render(request, "ui/question.html", context)


def check(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/check.html", {**MORE, "form": forms.Form()})


def empty_frame(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/page.html", MORE)


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def fail(request: HttpRequest) -> HttpResponse:
    return server_error(request)


urlpatterns = i18n_patterns(
    path("gallery/", gallery, {"frame": "page"}, name="gallery"),
    path("gallery/front/", front, name="front"),
    path("gallery/staff/", gallery, {"frame": "staff"}, name="staff"),
    path("gallery/question/", question, name="question"),
    path("gallery/check/", check, name="check"),
    path("gallery/frame/", empty_frame, name="frame"),
    path("gallery/refused/", refuse, name="refused"),
    path("gallery/failed/", fail, name="failed"),
    prefix_default_language=False,
)
