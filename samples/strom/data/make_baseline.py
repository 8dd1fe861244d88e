#!/usr/bin/env python3
"""Writes plain/baseline.csv: the invented baseline survey of 140 municipalities in ten countries.

Nobody answered this survey. All countries are given the same probabilities, so the differences
between them are chance. Larger municipalities are given higher ones, and one answer leans on
another (a policy on a coordinator, a partner on a service), so that the report has something to
find. Integers only, with the generator of make_survey.py: every Python 3 writes the same bytes.

A cell is blank where the question does not apply: the year of a policy that does not exist, the
hours of training of staff who had none, the test of a routine that is not there.
"""

import datetime
import pathlib

from make_survey import COUNTRIES, Dice

SIZES = ["small"] * 5 + ["medium"] * 5 + ["large"] * 3 + ["city"]  # fourteen a country
OPENED = datetime.date(2015, 2, 2)
DAYS = 47

# Chances in a thousand: small, medium, large, city.
CHANCES = {
    "has_policy": (140, 330, 560, 800),
    "coordinator": (200, 420, 700, 860),
    "trained": (340, 600, 840, 960),
    "referral": (100, 220, 430, 640),
    "cooperation_police": (560, 700, 850, 950),
    "cooperation_ngo": (220, 430, 690, 880),
    "cooperation_labour": (90, 210, 400, 620),
    "cooperation_border": (70, 130, 260, 480),
    "service_legal": (230, 340, 520, 740),
    "service_health": (380, 500, 660, 820),
    "service_interpreting": (260, 420, 660, 860),
    "service_return": (40, 90, 210, 400),
    "awareness": (170, 310, 500, 700),
    "procurement_clause": (30, 80, 170, 330),
    "budget": (50, 140, 360, 700),
}
SHELTER = {  # own, shared, none
    "small": (10, 300, 690), "medium": (50, 400, 550),
    "large": (210, 450, 340), "city": (540, 340, 120),
}
CASES = {  # none, few, several
    "small": (860, 130, 10), "medium": (690, 270, 40),
    "large": (470, 390, 140), "city": (200, 430, 370),
}
STAFF = {"small": (1, 4), "medium": (1, 9), "large": (3, 20), "city": (6, 38)}
OBSTACLES = {  # with and without a policy
    1: (("money", 330), ("staff", 280), ("knowledge", 170), ("partners", 130), ("mandate", 90)),
    0: (("money", 170), ("staff", 190), ("knowledge", 370), ("partners", 80), ("mandate", 190)),
}
SERVICES = ["legal", "health", "interpreting", "return"]
COLUMNS = """id country size answered_on has_policy policy_year coordinator trained_staff
    hours_training referral referral_tested cases_met cooperation_police cooperation_ngo
    cooperation_labour cooperation_border service_shelter service_legal service_health
    service_interpreting service_return awareness procurement_clause budget_eur obstacle
    priority""".split()


def throw(dice, question, size, lift=0):
    order = ("small", "medium", "large", "city")
    return dice.chance(CHANCES[question][order.index(size)] + lift)


def policies(dice, row, size):
    row["has_policy"] = throw(dice, "has_policy", size)
    # More policies were adopted in later years: the later of two throws.
    year = max(dice.between(2006, 2014), dice.between(2006, 2014))
    row["policy_year"] = year if row["has_policy"] else ""
    lift = 150 if row["has_policy"] else -50
    row["coordinator"] = throw(dice, "coordinator", size, lift)
    row["referral"] = throw(dice, "referral", size, lift + (80 if row["coordinator"] else 0))
    tested = dice.chance(420 if row["coordinator"] else 180)
    row["referral_tested"] = tested if row["referral"] else ""
    row["awareness"] = throw(dice, "awareness", size, lift)
    row["procurement_clause"] = throw(dice, "procurement_clause", size, lift // 2)
    amount = 100 * dice.between(10, 110) * (3 if size == "city" else 1)
    row["budget_eur"] = amount if throw(dice, "budget", size, lift) else 0


def training(dice, row, size):
    people, hours = dice.between(*STAFF[size]), dice.between(2, 12) + dice.between(0, 10)
    trained = throw(dice, "trained", size, 80 if row["coordinator"] else -40)
    row["trained_staff"] = people if trained else 0
    row["hours_training"] = hours if trained else ""


def cases(dice, row, size):
    """Trained staff recognise more: where there are none, half of the rest is not seen."""
    none, few, several = CASES[size]
    if not row["trained_staff"]:
        none, few, several = none + (few + several) // 2, few // 2, several // 2
    row["cases_met"] = dice.pick([("none", none), ("few", few), ("several", several)])


def partners(dice, row, size):
    lift = 110 if row["referral"] else -30
    for partner in ("police", "ngo", "labour", "border"):
        name = "cooperation_" + partner
        row[name] = throw(dice, name, size, lift)
    row["service_shelter"] = dice.pick(list(zip(("own", "shared", "none"), SHELTER[size])))
    for service in SERVICES:
        name = "service_" + service
        row[name] = throw(dice, name, size, 140 if row["cooperation_ngo"] else -60)


def opinions(dice, row):
    row["obstacle"] = dice.pick(OBSTACLES[row["has_policy"]])
    wishes = [("training", 180 if row["trained_staff"] else 400),
              ("routine", 130 if row["referral"] else 270),
              ("coordination", 150 if row["coordinator"] else 230),
              ("services", 180), ("data", 90)]
    row["priority"] = dice.pick(wishes)


def municipality(dice, country, number, size):
    row = {"id": f"{country}-{number:02}", "country": country, "size": size}
    row["answered_on"] = (OPENED + datetime.timedelta(days=dice.below(DAYS))).isoformat()
    policies(dice, row, size)
    training(dice, row, size)
    cases(dice, row, size)
    partners(dice, row, size)
    opinions(dice, row)
    return ";".join(str(row[column]) for column in COLUMNS)


def main():
    dice = Dice(20150420)
    lines = [";".join(COLUMNS)]
    for country in COUNTRIES:
        for number, size in enumerate(SIZES, start=1):
            lines.append(municipality(dice, country, number, size))
    path = pathlib.Path(__file__).with_name("plain") / "baseline.csv"
    path.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))


if __name__ == "__main__":
    main()
