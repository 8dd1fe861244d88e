"""Messages of ICU MessageFormat's syntax, evaluated for the sample's eleven languages.

Written from CLDR's tables for the conformance tests, and independent of core/text."""
import re
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
MINUS = "\u2212"
# Decimal sign, group separator, digits before the first group, percent pattern.
SPACED = "{}" + NBSP + "%"
NUMBERS = {"en": (".", ",", 1, "{}%"), "da": (",", ".", 1, SPACED), "et": (",", NBSP, 2, "{}%"),
           "fi": (",", NBSP, 1, SPACED), "de": (",", ".", 1, SPACED), "lv": (",", NBSP, 2, "{}%"),
           "lt": (",", NBSP, 1, SPACED), "nb": (",", NBSP, 1, SPACED), "pl": (",", NBSP, 2, "{}%"),
           "ru": (",", NBSP, 1, SPACED), "sv": (",", NBSP, 1, SPACED)}
MONTHS = {
	"en": "January February March April May June July August September October November December",
	"da": "januar februar marts april maj juni juli august september oktober november december",
	"de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
	"fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
	      "syyskuuta lokakuuta marraskuuta joulukuuta",
	"lt": "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio "
	      "gruodžio",
	"nb": "januar februar mars april mai juni juli august september oktober november desember",
	"pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
	      "grudnia",
	"sv": "januari februari mars april maj juni juli augusti september oktober november december",
	"lv": "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris "
	      "decembris",
	"et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
	"ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
# What Latvian ends with, by its declension: from janvāris to decembris, but marts, maijs and the like.
CASES = {"lv": {"genitive": {"is": "a", "s": "a"}, "dative": {"is": "im", "s": "am"}}}
# English as in Britain: templates/languages/en.yml says so.
DOTTED = "{d}. {m} {y}"
LONG = {"en": "{d} {m} {y}", "da": DOTTED, "et": DOTTED, "fi": DOTTED, "de": DOTTED, "nb": DOTTED,
        "pl": "{d} {m} {y}", "sv": "{d} {m} {y}", "lt": "{y} m. {m} {d} d.",
        "lv": "{y}. gada {d}. {m}", "ru": "{d} {m} {y}" + NBSP + "г."}


def number(lang, value, percent=False, decimals=None, grouped=False):
	"""As the language writes it: half away from zero; at most three decimals unless told. grouped: thousands are
	apart also where the language leaves the first four digits together."""
	point, group, least, pattern = NUMBERS[lang]
	d = Decimal(repr(value)) * (100 if percent else 1)
	most = decimals if decimals is not None else 0 if percent else 3
	d = d.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
	text = f"{abs(d):f}"
	whole, _, part = text.partition(".")
	if decimals is None:
		part = part.rstrip("0")
	if len(whole) >= 3 + (1 if grouped else least):
		parts = []
		while len(whole) > 3:
			parts.insert(0, whole[-3:])
			whole = whole[:-3]
		whole = group.join([whole] + parts)
	text = whole + (point + part if part else "")
	if d < 0:
		text = MINUS + text
	return pattern.format(text) if percent else text


def date(lang, iso, style="long"):
	y, m, d = (int(x) for x in iso.split("-"))
	style, _, case = style.partition(" ")
	if style != "long":
		raise ValueError(f"date style {style} is not known to this test")
	month = MONTHS[lang].split()[m - 1]
	if case:
		ending = "is" if month.endswith("is") else "s"
		month = month[:-len(ending)] + CASES[lang][case][ending]
	return LONG[lang].format(y=y, m=month, d=d)


SHORT_MONTHS = {
	"en": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
	"fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
	"lv": "janv. febr. marts apr. maijs jūn. jūl. aug. sept. okt. nov. dec.",
	"ru": "янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек.",
}
MONTH_OF_YEAR = {"en": "{m} {y}", "fi": "{m} {y}", "lv": "{y}. g. {m}", "ru": "{m} {y}" + NBSP + "г."}


def time(lang, iso):
	"""A year, or a month of one, as charts write it."""
	y, _, m = str(iso).partition("-")
	return MONTH_OF_YEAR[lang].format(y=y, m=SHORT_MONTHS[lang].split()[int(m) - 1]) if m else y


def plural(lang, n):
	if n != int(n):
		return "many" if lang == "lt" else "other"
	n = int(abs(n))
	teens = 11 <= n % 100 <= 19
	if lang in ("en", "da", "et", "fi", "de", "nb", "sv"):
		return "one" if n == 1 else "other"
	if lang == "lt":
		if n % 10 == 0 or teens:
			return "other"
		return "one" if n % 10 == 1 else "few"
	if lang == "lv":
		if n % 10 == 0 or teens:
			return "zero"
		return "one" if n % 10 == 1 else "other"
	if n == 1 if lang == "pl" else n % 10 == 1 and n % 100 != 11:
		return "one"
	return "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "many"


class Message:
	"""Evaluates one text. Values are handed to `hide`, which gives what stands for them."""

	def __init__(self, text, lang, values, hide=lambda value: value):
		self.text, self.lang, self.values, self.hide = text, lang, values, hide
		self.at = 0

	def evaluate(self):
		out = self.run(None)
		if self.at != len(self.text):
			raise ValueError(f"stray brace in {self.text!r}")
		return out

	def run(self, hash_value):
		"""Up to the brace that closes this stretch, or the end."""
		out = []
		while self.at < len(self.text):
			c = self.text[self.at]
			if c == "'":
				out.append(self.quoted(hash_value is not None))
			elif c == "{" and self.is_attribute():
				end = self.text.index("}", self.at) + 1
				out.append(self.text[self.at:end])
				self.at = end
			elif c == "{":
				out.append(self.argument())
			elif c == "}":
				break
			elif c == "#" and hash_value is not None:
				out.append(self.hide(number(self.lang, hash_value)))
				self.at += 1
			else:
				out.append(c)
				self.at += 1
		return "".join(out)

	def is_attribute(self):
		return (self.at > 0 and self.text[self.at - 1] in ")]`"
		        and re.match(r"[#.]|[\w-]+=", self.text[self.at + 1:]) is not None)

	def quoted(self, in_plural):
		following = self.text[self.at + 1:self.at + 2]
		if following == "'":
			self.at += 2
			return "'"
		if following and (following in "{}" or (following == "#" and in_plural)):
			end = self.text.find("'", self.at + 1)
			end = len(self.text) if end < 0 else end
			inside = self.text[self.at + 1:end]
			self.at = end + 1
			return inside
		self.at += 1
		return "'"

	def word(self, stops):
		start = self.at
		while self.text[self.at] not in stops:
			self.at += 1
		return self.text[start:self.at].strip()

	def argument(self):
		self.at += 1
		name = self.word(",}")
		value = self.values(name)
		kind = style = ""
		if self.text[self.at] == ",":
			self.at += 1
			kind = self.word(",}")
		if kind in ("plural", "select"):
			return self.branches(kind, value)
		if self.text[self.at] == ",":
			self.at += 1
			style = self.word("}")
		self.at += 1
		text = self.simple(kind, style, value)
		if kind == "date" and re.match(r"\.(?!\.)", self.text[self.at:]):
			text = text.removesuffix(".")          # the sentence's point is the date's too
		return self.hide(text)

	def simple(self, kind, style, value):
		if kind == "date":
			return date(self.lang, value, style or "medium")
		if isinstance(value, str):
			return value
		if style not in ("", "percent"):
			raise ValueError(f"number style {style} is not known to this test")
		return number(self.lang, value, style == "percent")

	def branches(self, kind, value):
		chosen = {}
		self.at += 1
		while True:
			key = self.word("{}")
			if self.text[self.at] == "}":
				break
			self.at += 1
			chosen[key] = self.run(value if kind == "plural" else None)
			self.at += 1
		self.at += 1
		if kind == "select":
			return chosen.get(value, chosen["other"])
		exact = f"={value}"
		return chosen.get(exact) or chosen.get(plural(self.lang, value)) or chosen["other"]
