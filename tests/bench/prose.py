"""Prose in eleven languages: what the samples say, their translations, and words put together where
that is too little."""

import ast
import random
import re

from words import Vocabulary

LEAST = 160                # characters: shorter paragraphs have no lines to speak of
# Letters and the signs of ordinary prose: what Markdown, messages and TeX read in another way is left out.
PLAIN = re.compile(r"[\w\s.,;:!?()%/–—„“”‘’«»-]+")


class Paragraph(str):
    made = False           # of drawn words


def segments(path, source):
    """What a PO file says: the translations, or with `source` the originals."""
    for entry in path.read_text().split("\n\n"):
        lines = [line for line in entry.split("\n") if not line.startswith("#~")]
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        texts, key = {}, None
        for line in lines:
            found = re.match(r'(msgid|msgstr|msgctxt)? ?(".*")$', line)
            if found:
                key = found[1] or key
                texts[key] = texts.get(key, "") + ast.literal_eval(found[2])
        yield texts.get("msgid" if source else "msgstr", "")


def written(root, language):
    """Paragraphs of the samples, each once."""
    pattern, seen = "*.pot" if language == "en" else f"*.{language}.po", {}
    for path in sorted((root / "samples" / "strom" / "po").glob(pattern)):
        for text in segments(path, language == "en"):
            text = re.sub(r"\s+", " ", re.sub(r"[*`]|\[\^[^\]]*\]", "", text)).strip()
            if len(text) >= LEAST and text[0].isupper() and PLAIN.fullmatch(text):
                seen[Paragraph(text)] = True
    return list(seen)


def made(vocabulary, chance):
    sentences = []
    for _ in range(chance.randint(3, 6)):
        parts = [" ".join(vocabulary.draw(chance) for _ in range(chance.randint(4, 9)))
                 for _ in range(min(4, int(chance.expovariate(1.1)) + 1))]
        text = ", ".join(parts)
        sentences.append(text[0].upper() + text[1:] + ".")
    result = Paragraph(" ".join(sentences))
    result.made = True
    return result


def paragraphs(root, language, folder, words):
    """At least so many words of a language, what is written first."""
    result, count = [], 0
    for text in written(root, language):
        if count < words:
            result.append(text)
            count += len(text.split())
    chance, vocabulary = random.Random(f"{language} prose"), None
    while count < words:
        vocabulary = vocabulary or Vocabulary(language, folder)
        result.append(made(vocabulary, chance))
        count += len(result[-1].split())
    return result
