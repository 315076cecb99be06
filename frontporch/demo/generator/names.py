"""Names that sound like a language and belong to nobody: family names are made of trees, rivers, birds and stars."""

from __future__ import annotations

import random
from dataclasses import dataclass

# How often a home speaks a language: about seven in eight English, then Spanish, then a long tail.
SPOKEN: dict[str, float] = {
    "en": 88.0, "es": 7.0, "ar": 0.75, "vi": 0.7, "zh": 0.6, "gu": 0.45, "cho": 0.45, "mam": 0.35, "ht": 0.2, "fil": 0.2,
    "hi": 0.18, "ko": 0.15, "fr": 0.14, "ur": 0.12, "pt": 0.12, "uk": 0.1, "so": 0.09, "sw": 0.08, "ru": 0.08, "ne": 0.08,
    "ja": 0.06, "te": 0.06, "de": 0.05, "quc": 0.05, "am": 0.04, "my": 0.04,
}  # fmt: skip

# What a student system writes for it; some write codes of two letters, some of three, some words.
WORDS = {
    "en": ("en", "eng", "English"), "es": ("es", "spa", "Spanish"), "ar": ("ar", "ara", "Arabic"),
    "vi": ("vi", "vie", "Vietnamese"), "zh": ("zh", "zho", "Chinese"), "gu": ("gu", "guj", "Gujarati"),
    "cho": ("cho", "cho", "Choctaw"), "mam": ("mam", "mam", "Mam"), "ht": ("ht", "hat", "Haitian Creole"),
    "fil": ("fil", "fil", "Filipino"), "hi": ("hi", "hin", "Hindi"), "ko": ("ko", "kor", "Korean"),
    "fr": ("fr", "fra", "French"), "ur": ("ur", "urd", "Urdu"), "pt": ("pt", "por", "Portuguese"),
    "uk": ("uk", "ukr", "Ukrainian"), "so": ("so", "som", "Somali"), "sw": ("sw", "swa", "Swahili"),
    "ru": ("ru", "rus", "Russian"), "ne": ("ne", "nep", "Nepali"), "ja": ("ja", "jpn", "Japanese"),
    "te": ("te", "tel", "Telugu"), "de": ("de", "deu", "German"), "quc": ("quc", "quc", "Kʼicheʼ"),
    "am": ("am", "amh", "Amharic"), "my": ("my", "mya", "Burmese"),
}  # fmt: skip


@dataclass(frozen=True)
class Tongue:
    """What names are made of in one language: given names of girls and boys, and the parts of family names."""

    girls: tuple[str, ...]
    boys: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...] = ("",)
    families: int = 1  # Spanish has two


def _tongue(girls: str, boys: str, first: str, second: str = "", families: int = 1) -> Tongue:
    return Tongue(
        tuple(girls.split()), tuple(boys.split()), tuple(first.split()), tuple(second.split()) or ("",), families
    )


_ENGLISH = _tongue(
    "Ada Alma Amaya Ariel Autumn Bea Brielle Callie Cora Daisy Dessa Eden Elsie Etta Faith Fern Flora Gia Hattie Hazel "
    "Imani Ivy Jada Joy June Kaia Keisha Lacey Laila Lena Lottie Mabel Maya Mercy Mina Nell Nia Nola Odessa Opal Pearl "
    "Posy Queenie Raya Rosa Ruby Sadie Selah Skye Tess Tia Una Vada Willa Winnie Zora",
    "Abel Amos Asa Beau Booker Cade Cal Cassius Clay Cyrus Dante Dex Eli Emmett Ezra Felix Finn Gideon Gus Hank Hollis "
    "Ike Isaiah Jabari Jace Jonah Jude Kai Knox Lamar Leland Levi Linc Malik Micah Miles Moses Nash Ned Omar Otis Percy "
    "Quincy Rafe Remy Roscoe Royal Silas Solomon Tate Theo Toby Tyree Virgil Wade Wes Zeke",
    "Alder Apple Bram Briar Brook Cedar Clover Copper Dove Elder Ember Fern Fox Ginger Hazel Hollow Juniper Lantern Lark "
    "Linden Maple Marigold Marsh Meadow Mill Moon Moss Oak Pebble Pine Plum Poplar Quail Rain Reed River Robin Rowan "
    "Rush Sage Sparrow Star Thistle Thrush Violet Wheat Willow Winter Wren Yarrow",
    "beck berry bough bridge bright brook croft dale dell down fall feather field ford garden gate glen grove heart hill "
    "home lace lake land leaf lee light mead mere porch ridge rill seed shade side song spring stone stead vale water "
    "well wick wing wind wood worth yard",
)
_SPANISH = _tongue(
    "Alba Abril Camila Carmen Dalia Elena Estrella Flor Inés Itzel Jazmín Lucía Luz Marisol Nayeli Paloma Perla Renata "
    "Rocío Sol Valeria Xiomara Yolanda Zoila",
    "Adán Ángel Bruno Ciro Darío Emilio Efraín Félix Gael Hugo Iker Joel León Mateo Nicolás Óscar Pablo Ramiro Saúl Tadeo "
    "Ulises Vicente Ximeno Yael",
    "Agua Campo Casa Cielo Flor Fuente Llano Luna Mar Monte Nube Palo Piedra Puente Río Rosa Sol Valle",
    "alta azul blanca bonita chica clara dorada fina linda lisa mansa nueva rica serena sola verde viva",
    families=2,
)
_TONGUES: dict[str, Tongue] = {
    "en": _ENGLISH, "es": _SPANISH,
    "ar": _tongue("Amal Dana Hala Jana Layan Mona Nour Rima Salma Yara",
                   "Adel Bilal Fadi Hadi Karim Majd Nabil Rami Sami Ziad",
                  "al-Zaytun al-Qamar al-Bustan al-Nahr al-Yasmin al-Nakhil al-Najm al-Rih al-Matar al-Sanawbar"),
    "vi": _tongue("Ánh Diệp Hạnh Lan Mai Ngọc Như Thảo Trúc Vy", "Bảo Đạt Dũng Hải Khôi Long Minh Phúc Sơn Việt",
                  "Sông Trăng Mây Rừng Suối Biển Nắng Gió Sao", "-Xanh -Vàng -Trong -Sáng -Hiền"),
    "zh": _tongue("Mei Lan Xiaoyu Yue Jing Ning Qiuyun Shan", "Bo Jian Kang Liang Ming Peng Tao Wen",
                  "Qingshan Baiyun Mingyue Songlin Heliu Xinghe Zhulin Luhua"),
    "gu": _tongue("Asha Bhumi Diya Hetal Jaya Kinjal Mira Nisha", "Anand Dhruv Hiren Jay Ketan Manan Parth Umang",
                  "Nadi Chandra Tara Vruksh Megh Surya Phool Dariya", "wala bhai-wala vas"),
    "cho": _tongue("Faith Grace Hope Lena Nita Talana", "Eli Isaac Levi Nash Tobi Will",
                   "Fichik Hushi Tiak Bok Osi Luak", "field lane grove hill"),
    "mam": _tongue("Catarina Juana Lucrecia Micaela Petrona", "Andrés Baltazar Diego Martín Sebastián",
                   "Ixq'anil Kyaqjul Witzil Tx'otx'il Muj"),
    "ht": _tongue("Fabiola Islande Mirlande Nadège Roseline", "Evens Frantz Jonel Ricot Wilner",
                   "Belsous Larivyè Zetwal Solèy Pyebwa Flèdo"),
    "fil": _tongue("Amihan Dalisay Ligaya Luningning Tala", "Bayani Dakila Isagani Lakan Makisig",
                   "Ilog Bituin Bulaklak Punongkahoy", "an in"),
    "hi": _tongue("Anita Kavya Pooja Rekha Sneha", "Arjun Deepak Mohan Rohit Vivek",
                   "Nadi Tara Van Chand Megh", "pur vas wale"),
    "ko": _tongue("Ara Bora Haneul Nari Sora", "Garam Hansol Jun Maru San", "Bada Byeol Dalbit Namu Gureum"),
    "fr": _tongue("Amélie Céline Fleur Noémie Solange", "Aimé Bastien Luc Remi Thierry",
                   "Bellerivière Claireaube Douxvent Fleurdoré Grandsaule"),
    "ur": _tongue("Aliya Farah Iqra Noor Sana", "Asif Danish Imran Kamran Umar",
                   "Darya Sitara Chand Gulab Badal", "zar nagri"),
    "pt": _tongue("Alice Bia Clara Iara Lívia", "Caio Davi Enzo Otávio Rui",
                   "Rioclaro Serrazul Luamansa Florbranca Ventobom"),
    "uk": _tongue("Daryna Oksana Solomiya Yana Zlata", "Bohdan Danylo Marko Ostap Taras",
                   "Kalyna Richka Zirka Veselka", "nenko chuk-Polova"),
    "so": _tongue("Ayaan Hodan Ifrah Sagal Ubah", "Abdi Guled Liban Sahal Warsame", "Webi Dayax Xiddig Geed Daruur"),
    "sw": _tongue("Asha Imani Neema Rehema Zawadi", "Baraka Jabali Juma Simba Tumaini",
                   "Mto Nyota Mwezi Mti", "zuri pana njema"),
    "ru": _tongue("Alina Darya Lada Nina Vera", "Artem Gleb Ilya Lev Timur",
                   "Berezkin Zvezdin Rechkin Snegov Vetrov", "-Lesnoy -Polevoy"),
    "ne": _tongue("Asmita Binita Maya Puja Sita", "Bikash Dipen Kiran Niraj Suman",
                   "Khola Tara Ban Himal Phul", "gaun bari"),
    "ja": _tongue("Aoi Hana Mio Sakura Yui", "Haru Kaito Ren Sora Yuto", "Hoshikawa Tsukimori Kumohara Kazemine"),
    "te": _tongue("Anjali Divya Lakshmi Sirisha", "Kiran Ravi Sai Vamsi", "Nadi Chukka Puvvu Megham", "pati palli"),
    "de": _tongue("Frieda Greta Lotte Mila", "Emil Jonas Matz Till", "Birken Lerchen Linden Mond", "bach feld tal"),
    "quc": _tongue("Ana Ixchel Manuela Tomasa", "Diego Juan Miguel Tomás", "Ch'umil Ik' Nima-ja Kotz'i'j"),
    "am": _tongue("Abeba Hirut Liya Selam", "Abel Dawit Kaleb Yonas", "Kokeb Chereka Wenz Abebaw"),
    "my": _tongue("Ei Hla Khin Su", "Aung Kyaw Min Zaw", "Lamin Kyay Pan Myit"),
}  # fmt: skip

_LANGUAGES = tuple(SPOKEN)
_CUMULATED = tuple(sum(list(SPOKEN.values())[: n + 1]) for n in range(len(SPOKEN)))


def language(draw: random.Random) -> str:
    """The language of a home."""
    return draw.choices(_LANGUAGES, cum_weights=_CUMULATED)[0]


def given(draw: random.Random, spoken: str, sex: str) -> str:
    tongue = _TONGUES[spoken]
    return draw.choice(tongue.girls if sex == "female" else tongue.boys)


def family(draw: random.Random, spoken: str) -> str:
    """An invented family name; the same parts never meet twice in a word."""
    tongue = _TONGUES[spoken]
    return " ".join(_join(draw.choice(tongue.first), draw.choice(tongue.second)) for _ in range(tongue.families))


def _join(first: str, second: str) -> str:
    return first if first.lower() == second else first + second
