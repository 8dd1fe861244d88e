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
    "da": "cat /usr/share/dict/danish",
    "et": ASPELL.format("et") + " | awk 'NR % 50 == 0'",     # of 20 million
    "lt": ASPELL.format("lt"),
    "nb": "iconv -f latin1 -t utf-8 /usr/share/dict/bokmaal",
    "pl": "cat /usr/share/dict/polish",
    "sv": "iconv -f latin1 -t utf-8 /usr/share/dict/swedish",
}
LETTERS = {
    "en": "[a-z]{3,}",
    "de": "[A-Za-zÄÖÜäöü][a-zäöüß]{2,}",
    "fi": "[a-zåäö]{3,}",
    "lv": "[a-zāčēģīķļņšūž]{3,}",
    "ru": "[а-яё]{3,}",
    "da": "[a-zæøå]{3,}",
    "et": "[a-zäõöüšž]{3,}",
    "lt": "[a-ząčęėįšųūž]{3,}",
    "nb": "[a-zæøå]{3,}",
    "pl": "[a-ząćęłńóśźż]{3,}",
    "sv": "[a-zåäö]{3,}",
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
    "da": "og i at det er en til på som med af for den ikke de der har et fra var kan om han men vi så skal "
          "ved også eller blev når efter alle under hun mange andre hvor meget kun",
    "et": "ja on ei et see mis oma kui ka ta kes või seda aga oli selle nii siis välja veel üle pärast mitte "
          "kuid ning neid need sest juba ainult saab olla tema aasta enne kuni peab",
    "lt": "ir kad į yra su iš tai kaip ne bet o apie savo buvo dar jau ar už per kai tik nuo iki tačiau arba "
          "prie kuris jie gali po be metų labai taip jo nėra būti mes",
    "nb": "og i det er som en til på for med av at den ikke de har et om fra var kan men vi så skal ved også "
          "eller ble når etter alle under hun mange andre hvor bare",
    "pl": "i w na z do nie że się jest to o jak od po co dla ale tym za tego przez przy ich był może być już "
          "tylko lub oraz jego które są bardzo ma tak czy gdy u",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag från vi så kan "
          "när vid också eller efter skall under hon mycket alla andra där",
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
