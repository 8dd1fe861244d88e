#!/usr/bin/env python3
"""Writes survey.csv: the invented survey of 120 municipalities in ten countries.

Nobody answered this survey. All countries are given the same probabilities, so the differences
between them are chance; larger municipalities are given higher ones, so that the report has
something to find. Integers only, and a generator of our own: every Python 3 writes the same bytes.
"""

import datetime
import pathlib

COUNTRIES = ["DE", "DK", "EE", "FI", "LT", "LV", "NO", "PL", "RU", "SE"]
SIZES = ["small"] * 5 + ["medium"] * 4 + ["large"] * 3  # twelve municipalities a country
OPENED = datetime.date(2015, 1, 19)
DAYS = 54

# Chances in a thousand: small, medium, large.
CHANCES = {
    "policy": {"small": 170, "medium": 380, "large": 600},
    "coordinator": {"small": 220, "medium": 440, "large": 760},
    "trained": {"small": 330, "medium": 560, "large": 840},
    "police": {"small": 600, "medium": 740, "large": 880},
    "ngo": {"small": 260, "medium": 500, "large": 760},
    "referral": {"small": 180, "medium": 340, "large": 620},
}
STAFF = {"small": (1, 4), "medium": (1, 9), "large": (3, 22)}
OBSTACLES = [("training", 340), ("resources", 270), ("local", 180), ("mandate", 140),
             ("partners", 70)]
COLUMNS = ["id", "country", "size", "answered_on", "has_policy", "policy_year", "coordinator",
           "trained_staff", "cooperation_police", "cooperation_ngo", "referral", "obstacle",
           "budget_eur"]


class Dice:
    """A linear congruential generator with Knuth's MMIX constants; the high bits are used."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def chance(self, per_mille):
        return int(self.below(1000) < per_mille)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, weighted):
        at = self.below(sum(weight for _, weight in weighted))
        for name, weight in weighted:
            if at < weight:
                return name
            at -= weight
        raise AssertionError("weights do not add up")


def policy_year(dice):
    """More policies were adopted in later years: the later of two throws."""
    return max(dice.between(2007, 2014), dice.between(2007, 2014))


def municipality(dice, number, country, size):
    answered = OPENED + datetime.timedelta(days=dice.below(DAYS))
    policy = dice.chance(CHANCES["policy"][size])
    # A municipality with a policy is more likely to have the rest of the machinery too.
    lift = 120 if policy else -40
    year = policy_year(dice) if policy else ""
    coordinator = dice.chance(CHANCES["coordinator"][size] + lift)
    trained = dice.between(*STAFF[size]) if dice.chance(CHANCES["trained"][size]) else 0
    police = dice.chance(CHANCES["police"][size])
    ngo = dice.chance(CHANCES["ngo"][size] + lift)
    referral = dice.chance(CHANCES["referral"][size] + lift)
    obstacle = dice.pick(OBSTACLES)
    own_money = dice.chance(450 if policy else 100)
    budget = 100 * dice.between(8, 95) if own_money else 0
    return [f"M{number:03}", country, size, answered.isoformat(), policy, year, coordinator,
            trained, police, ngo, referral, obstacle, budget]


def main():
    dice = Dice(20141101)
    lines = [";".join(COLUMNS)]
    number = 0
    for country in COUNTRIES:
        for size in SIZES:
            number += 1
            cells = municipality(dice, number, country, size)
            lines.append(";".join(str(cell) for cell in cells))
    path = pathlib.Path(__file__).with_name("survey.csv")
    path.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))


if __name__ == "__main__":
    main()
