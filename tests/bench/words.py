"""Real words for invented text: Debian's word lists and spelling dictionaries, in a natural frequency.

The common words of a language are named here, because no list says which they are; the other
40,000 are taken evenly from the list, short ones first on the whole, as in any language. The
frequency of a word falls with its rank (Zipf's law with Mandelbrot's shift).
"""

import bisect
import itertools
import math
import pathlib
import random
import re
import subprocess

ASPELL = "aspell -d {0} dump master | aspell -l {0} expand | tr ' ' '\\n'"
LISTS = {
    "en": "cat /usr/share/dict/british-english-large",
    "de": "cat /usr/share/dict/ngerman",
    "fi": "cut -f 1 /usr/share/dictd/freedict-fin-eng.index",
    "lv": ASPELL.format("lv"),
    "ru": ASPELL.format("ru"),
}
LETTERS = {
    "en": "[a-z]{3,}",
    "de": "[A-Za-zÄÖÜäöü][a-zäöüß]{2,}",
    "fi": "[a-zåäö]{3,}",
    "lv": "[a-zāčēģīķļņšūž]{3,}",
    "ru": "[а-яё]{3,}",
}
COMMON = {
    "en": "the of and to in a is that for it was on are as with be by at have from or not this which "
          "but they an one their we all has been were more can will who when there its than other",
    "de": "die der und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an "
          "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum nur",
    "fi": "ja on ei se että oli ovat hän mutta kun joka myös jos mukaan kuin sen ole tai kanssa niin "
          "sekä vain ollut jo eli vielä ne tämä olla kuitenkin jälkeen sitä ennen nyt vuoden",
    "lv": "un ir ar par no uz kas ka tas lai kā vai bet arī tika nav pēc gan savu pie jau tā gada tikai "
          "kurā līdz bija viņa to var tiek ja vairāk šī šo gadā kad būs bez",
    "ru": "и в не на что с по это как к из у за от так о для же все но он мы то при также был его или "
          "до только их если были может уже она есть чтобы ещё который быть",
}
SIZE = 40000


def known(language, folder):
    """The list's words of plain letters, sorted; taken once and kept in the folder."""
    kept = pathlib.Path(folder) / f"words-{language}.txt"
    if not kept.exists():
        text = subprocess.run(LISTS[language], shell=True, capture_output=True, check=True).stdout.decode()
        plain = re.compile(LETTERS[language])
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("\n".join(sorted(filter(plain.fullmatch, set(text.split("\n"))))))
    return kept.read_text().split("\n")


class Vocabulary:
    def __init__(self, language, folder):
        common = COMMON[language].split()
        rest = sorted(set(known(language, folder)) - set(common))
        taken = [rest[i * len(rest) // SIZE] for i in range(min(SIZE, len(rest)))]
        chance = random.Random(language)
        taken.sort(key=lambda word: len(word) * math.exp(chance.gauss(0, 0.5)))
        self.words = common + taken
        self.sums = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def draw(self, chance):
        return self.words[bisect.bisect(self.sums, chance.random() * self.sums[-1])]

    def content(self, chance):
        """A word that is no common one: for labels and headings."""
        word = self.draw(chance)
        while len(word) < 5:
            word = self.draw(chance)
        return word
