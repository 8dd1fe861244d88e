"""Exports of survey tools, in their published formats, with the forms that they belong to."""

import unittest

from project import Project
from test_codebooks import workbook

FORM = {
    "survey": [["type", "name", "label::English (en)", "label::Latvian (lv)"],
               ["start", "start", "", ""],
               ["begin_group", "about", "About you", "Par jums"],
               ["text", "town", "Town", "Pilsēta"],
               ["select_one size", "size", "How large?", "Cik liela?"],
               ["end_group", "", "", ""],
               ["select_multiple svc", "services", "Which services?", "Kādi pakalpojumi?"],
               ["begin_repeat", "child", "Child", ""],
               ["integer", "age", "Age", "Vecums"],
               ["end_repeat", "", "", ""]],
    "choices": [["list_name", "name", "label::English (en)", "label::Latvian (lv)"],
                ["size", "small", "Small", "Maza"], ["size", "large", "Large", "Liela"],
                ["svc", "legal", "Legal aid", "Juridiskā palīdzība"], ["svc", "shelter", "Shelter", "Patvērums"]],
}
ROWS = '  ["Rīga", "large", "legal shelter", 1]\n  ["Cēsis", "small", null, 2]\n  ["Ogre", "large", "shelter", 3]\n'
SET = 'kobo_services: 3 rows\n  int row\n  text services\n  [1, "legal"]\n  [1, "shelter"]\n  [3, "shelter"]\n'

DICTIONARY = (
    '"Variable / Field Name","Form Name","Section Header","Field Type","Field Label",'
    '"Choices, Calculations, OR Slider Labels","Field Note","Text Validation Type OR Show Slider Number",'
    '"Text Validation Min","Text Validation Max","Identifier?","Branching Logic (Show field only if...)",'
    '"Required Field?","Custom Alignment","Question Number (surveys only)","Matrix Group Name","Matrix Ranking?",'
    '"Field Annotation"\n'
    'record_id,f,,text,"Record",,,,,,,,,,,,,\n'
    'size,f,,radio,"How large?","1, Small | 2, Large",,,,,,,,,,,,\n'
    'services,f,,checkbox,"Which services?","1, Legal aid | -1, Shelter",,,,,,,,,,,,\n')


def structure(modern):
    """A LimeSurvey structure: words in the rows themselves, or in tables of their own, as since version 4."""
    words = {1: ("How large?", "Cik liela?"), 2: ("<p>Which?</p><br/>", "Kuri?"), 3: ("Trust&nbsp;in", "Uzticas"),
             4: ("<b>Good</b>?", "Labi?"), 5: ("Both", "Abi"), 21: ("Police", "Policija"), 22: ("NGOs &amp; more", "NVO"),
             31: ("Police", "Policija"), 32: ("NGOs", "NVO"), 51: ("Police", "Policija"), 52: ("NGOs", "NVO")}
    main = [(1, "L", "Q1", "Y"), (2, "M", "Q2", "Y"), (3, "F", "Q3", "N"), (4, "Y", "Q4", "N"), (5, "C", "Q5", "N")]
    parts = [(21, 2, "SQ001"), (22, 2, "SQ002"), (31, 3, "P"), (32, 3, "N"), (51, 5, "P"), (52, 5, "N")]
    answers = [(101, 1, "A1", ("Small", "Maza")), (102, 1, "A2", ("Large", "Liela")), (103, 3, "A1", ("Low", "Zema")),
               (104, 3, "A2", ("High", "Augsta"))]
    languages = [(0, "en"), (1, "lv")]

    def table(name, rows):
        return f"<{name}><fields><fieldname>qid</fieldname></fields><rows>" + "".join(
            "<row>" + "".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in row.items()) + "</row>" for row in rows) + f"</rows></{name}>"

    def spoken(row, qid):
        if modern:
            return [row]
        return [{**row, "question": words[qid][i], "language": language} for i, language in languages]

    text = table("questions", [r for q, kind, title, other in main for r in spoken(
        {"qid": q, "parent_qid": 0, "type": kind, "title": title, "other": other, "scale_id": 0}, q)])
    text += table("subquestions", [r for q, of, title in parts for r in spoken(
        {"qid": q, "parent_qid": of, "type": "T", "title": title, "scale_id": 0}, q)])
    if modern:
        text += table("question_l10ns", [{"id": n, "qid": q, "question": words[q][i], "language": language}
                                         for n, q in enumerate(words) for i, language in languages])
        text += table("answers", [{"aid": a, "qid": q, "code": code, "scale_id": 0} for a, q, code, _ in answers])
        text += table("answer_l10ns", [{"id": a, "aid": a, "answer": label[i], "language": language}
                                       for a, _, _, label in answers for i, language in languages])
    else:
        text += table("answers", [{"qid": q, "code": code, "answer": label[i], "scale_id": 0, "language": language}
                                  for _, q, code, label in answers for i, language in languages])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<document><LimeSurveyDocType>Survey</LimeSurveyDocType>{text}</document>'


class Surveys(Project):
    def setUp(self):
        super().setUp()
        self.write("text/report.md", "# First\n\nWords.\n")
        self.english_alone()
        self.replace("strom.yml", "translations: po\n", "")
        self.replace("strom.yml", "values:\n  towns: select count(*) from survey\n", "")
        self.write("data/form.xlsx", workbook(**FORM))

    def tables(self, entry):
        text = (self.folder / "strom.yml").read_text()
        line = next(x for x in text.splitlines() if x.startswith("  survey: ") or x.startswith("  kobo: "))
        (self.folder / "strom.yml").write_text(text.replace(line, "  kobo: " + entry))
        run = self.strom("dump", "tables")
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout

    def kobo(self, header, *rows, file="data/kobo.xlsx"):
        self.write(file, workbook(answers=[header, *rows]))
        return self.tables("{source: survey, path: " + file + ", codebook: data/form.xlsx, sensitive: false}")

    def test_kobo_with_names_and_groups(self):
        out = self.kobo(["about/town", "about/size", "services", "services/legal", "services/shelter", "_id"],
                        ["Rīga", "large", "legal shelter", 1, 1, 1], ["Cēsis", "small", "", 0, 0, 2],
                        ["Ogre", "large", "shelter", 0, 1, 3])
        self.assertIn(ROWS, out)
        self.assertIn(SET, out)

    def test_kobo_with_columns_of_answers_alone(self):
        out = self.kobo(["town", "size", "services/legal", "services/shelter", "_id"],
                        ["Rīga", "large", 1, 1, 1], ["Cēsis", "small", 0, 0, 2], ["Ogre", "large", 0, 1, 3])
        self.assertIn(ROWS, out)

    def test_kobo_with_labels_in_a_language(self):
        out = self.kobo(["Par jums/Pilsēta", "Par jums/Cik liela?", "Kādi pakalpojumi?",
                         "Kādi pakalpojumi?/Juridiskā palīdzība", "Kādi pakalpojumi?/Patvērums", "_id"],
                        ["Rīga", "Liela", "Juridiskā palīdzība Patvērums", 1, 1, 1], ["Cēsis", "Maza", "", 0, 0, 2],
                        ["Ogre", "Liela", "Patvērums", 0, 1, 3])
        self.assertIn(ROWS, out)
        self.assertIn(SET, out)

    def test_kobo_with_labels_in_one_column(self):
        out = self.kobo(["Town", "How large?", "Which services?", "_id"], ["Rīga", "Large", "Legal aid Shelter", 1],
                        ["Cēsis", "Small", "", 2], ["Ogre", "Large", "Shelter", 3])
        self.assertIn(ROWS, out)

    def test_repeats_are_a_sheet_of_their_own(self):
        self.write("data/kobo.xlsx", workbook(answers=[["town", "_index"], ["Rīga", 1]],
                                              child=[["child/age", "_parent_index"], [7, 1], [9, 1]]))
        entry = "{source: survey, path: data/kobo.xlsx, codebook: data/form.xlsx, sensitive: false"
        self.assertIn('["Rīga", 1]', self.tables(entry + "}"))
        self.assertIn("  int age\n  int _parent_index\n  [7, 1]\n  [9, 1]\n",
                      self.tables(entry + ", options: {sheet: child}}"))
        text = (self.folder / "strom.yml").read_text()
        (self.folder / "strom.yml").write_text(text.replace("sheet: child", "sheet: chidl"))
        self.assertIn("Did you mean 'child'?", self.strom("check").stderr)

    def test_limesurvey_with_four_kinds_of_headings(self):
        self.write("data/book.csv", "variable,value,label\nQ1,,How large?\nQ1,A1,Small\nQ1,A2,Large\n"
                                    "Q2,,Which?\nQ2,SQ001,Police\nQ2,SQ002,NGO\n")
        for header in ("Q1,Q2[SQ001],Q2[SQ002],Q2[other]",
                       '"Q1. How large?","Q2[SQ001]. Which? [Police]","Q2[SQ002]. Which? [NGO]",Q2[other]. Which? [Other]',
                       "How large?,Q2[SQ001],Q2[SQ002],Q2[other]"):
            with self.subTest(header):
                self.write("data/lime.csv", header + "\nA1,Y,,'=1+1\nA2,N,Y,\nA2,Y,Y,'-x\n")
                out = self.tables("{source: survey, path: data/lime.csv, codebook: data/book.csv, sensitive: false, "
                                  "options: {tool: limesurvey}}")
                self.assertIn('["A1", "SQ001", "=1+1"]\n  ["A2", "SQ002", null]\n  ["A2", "SQ001 SQ002", "-x"]\n', out)

    def lime(self, header, rows, book="data/survey.lss"):
        self.write("data/lime.csv", ",".join(f'"{name}"' for name in header) + "\n" + rows)
        return self.tables("{source: survey, path: data/lime.csv, codebook: " + book + ", sensitive: false, "
                           "options: {tool: limesurvey}}")

    def test_limesurvey_with_its_own_structure(self):
        """Of both forms, with each kind of heading: the same columns, codes and sets."""
        rows = "A1,Y,,more,A2,A1,Y\n-oth-,,Y,,A1,,N\n"
        for modern in (False, True):
            self.write("data/survey.lss", structure(modern))
            for header in (["Q1", "Q2[SQ001]", "Q2[SQ002]", "Q2[other]", "Q3[P]", "Q3[N]", "Q4"],
                           ["Q1. How large?", "Q2[SQ001]. Which? [Police]", "Q2[SQ002]. Which? [NGOs & more]",
                            "Q2[other]. Which? [Other]", "Q3[P]. Trust in [Police]", "Q3[N]. Trust in [NGOs]", "Q4. Good?"],
                           ["How large?", "Which? [Police]", "Which? [NGOs & more]", "Q2[other]", "Trust in [Police]",
                            "Trust in [NGOs]", "Good?"],
                           ["How la..", "Whi.. [Pol..]", "Whi.. [NGOs ..]", "Q2[other]", "Trust .. [Pol..]", "Trust .. [NGO..]",
                            "Goo.."]):
                with self.subTest(modern=modern, header=header):
                    out = self.lime(header, rows)
                    self.assertIn("  text Q1\n  text Q2\n  text Q2_other\n  text Q3_P\n  text Q3_N\n  text Q4\n", out)
                    self.assertIn('  ["A1", "SQ001", "more", "A2", "A1", "Y"]\n  ["-oth-", "SQ002", null, "A1", null, "N"]\n', out)
            # Labels in place of codes; an array of Y and N is no set.
            out = self.lime(["Q1", "Q2[SQ001]", "Q2[SQ002]", "Q3[P]", "Q5[P]", "Q5[N]"],
                            "Small,Yes,No,High,Y,N\nOther,No,Yes,Low,N,Y\n")
            self.assertIn('  ["A1", "SQ001", "A2", "Y", "N"]\n  ["-oth-", "SQ002", "A1", "N", "Y"]\n', out)

    def test_labels_of_a_structure(self):
        self.write("data/survey.lss", structure(True))
        self.lime(["Q1", "Q2[SQ001]", "Q2[SQ002]", "Q3[P]"], "A1,Y,,A2\nA2,,Y,A1\n")
        self.replace("strom.yml", "languages: [en]", "languages: [en, lv]")
        self.write("text/report.md", "{kobo.Q3_P.question} {kobo.Q2.question}\n\n```{table} tbl-a\n"
                   "query: select Q1, Q3_P from kobo order by Q1\ncolumns: {Q1: {title: X}, Q3_P: {title: Y}}\ncaption: A\n```\n\n```{table} tbl-b\n"
                   "query: select Q2, count(*) as n from kobo_Q2 group by Q2 order by Q2\ncolumns: {Q2: {title: X}, n: {title: N}}\ncaption: B\n```\n")
        for language, words in (("en", ("Trust in: Police", "Which?", "Small", "Large", "Low", "NGOs & more")),
                                ("lv", ("Uzticas: Policija", "Kuri?", "Maza", "Liela", "Zema", "NVO"))):
            out = self.strom("dump", "pages", "report", "--edition", language)
            self.assertEqual(out.returncode, 0, out.stderr)
            for word in words:
                self.assertIn(word, out.stdout.replace("\xa0", " "))

    def test_structures_that_are_none(self):
        good = structure(True)
        for text, code in ((good[:len(good) // 2], "survey/broken-structure"),
                           ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><document>&b;</document>', "survey/dtd"),
                           ("<?xml version='1.0'?><document><questions/></document>", "survey/no-code-book"),
                           ("<?xml version='1.0'?><document><questions><rows>" + "<row/>" * 30001 + "</rows></questions></document>",
                            "survey/large")):
            with self.subTest(code):
                self.write("data/survey.lss", text)
                self.write("data/lime.csv", "Q1\nA1\n")
                yml = (self.folder / "strom.yml").read_text()
                line = next(x for x in yml.splitlines() if x.startswith(("  survey: ", "  kobo: ")))
                (self.folder / "strom.yml").write_text(yml.replace(
                    line, "  kobo: {source: survey, path: data/lime.csv, codebook: data/survey.lss, sensitive: false, "
                          "options: {tool: limesurvey}}"))
                reports = self.errors("check")
                self.assertEqual([r["code"] for r in reports], [code])
                self.assertEqual(reports[0]["file"], "data/survey.lss")

    def several(self, *paths):
        """What is told, and the rows."""
        text = (self.folder / "strom.yml").read_text()
        line = next(x for x in text.splitlines() if x.startswith(("  survey: ", "  kobo: ")))
        (self.folder / "strom.yml").write_text(text.replace(
            line, f"  kobo: {{source: survey, path: [{', '.join(paths)}], codebook: data/form.xlsx, sensitive: false}}"))
        run = self.strom("dump", "tables")
        return run.stderr, run.stdout

    def test_exports_of_a_form_that_has_changed(self):
        self.write("data/spring.csv", "town,size,services\nRīga,large,legal\n")
        self.write("data/autumn.xlsx", workbook(answers=[["services/legal", "services/shelter", "about/town", "extra"],
                                                         [0, 1, "Cēsis", "more"]]))
        told, rows = self.several("data/spring.csv", "data/autumn.xlsx")
        self.assertIn('  ["Rīga", "large", "legal", null]\n  ["Cēsis", null, "shelter", "more"]\n', rows)
        self.assertIn("'data/autumn.xlsx' has no column 'size', which another file has [survey/other-columns]", told)
        self.assertIn("'data/spring.csv' has no column 'extra'", told)
        # The same columns in another order are nothing to tell.
        self.write("data/autumn.xlsx", workbook(answers=[["services", "size", "town"], ["shelter", "small", "Ogre"]]))
        told, rows = self.several("data/spring.csv", "data/autumn.xlsx")
        self.assertEqual(told, "")
        self.assertIn('["Ogre", "small", "shelter"]', rows)
        # A fault stands in the file that it is of.
        self.write("data/spring.csv", "town,size,services\nRīga\n")
        self.assertIn("data/spring.csv:2:1: error: row has 1 cell", self.several("data/autumn.xlsx", "data/spring.csv")[0])

    def test_repeats_in_a_file_of_their_own(self):
        self.write("data/submissions.csv", "about-town,KEY\nRīga,uuid:1\n".replace("about-", ""))
        self.write("data/submissions-child.csv", "age,PARENT_KEY,KEY\n7,uuid:1,uuid:1/child[1]\n9,uuid:1,uuid:1/child[2]\n")
        told, _ = self.several("data/submissions.csv", "data/submissions-child.csv")
        self.assertIn("data/submissions-child.csv", told)
        self.assertIn("[survey/repeat-among-answers]", told)
        _, rows = self.several("data/submissions-child.csv")
        self.assertIn('  int age\n  text PARENT_KEY\n  text KEY\n  [7, "uuid:1", "uuid:1/child[1]"]\n', rows)

    def test_a_sheet_in_each_of_several_workbooks(self):
        self.write("data/a.xlsx", workbook(other=[["x"], [1]], answers=[["town"], ["Rīga"]]))
        self.write("data/b.xlsx", workbook(answers=[["town"], ["Ogre"]], other=[["x"], [2]]))
        self.several("data/a.xlsx", "data/b.xlsx")
        self.replace("strom.yml", "sensitive: false}\n", "sensitive: false, options: {sheet: answers}}\n")
        self.assertIn('["Rīga"]\n  ["Ogre"]', self.strom("dump", "tables").stdout)
        self.write("data/b.xlsx", workbook(other=[["x"], [2]]))
        self.assertIn("the workbook 'data/b.xlsx' has no sheet of that name [survey/no-sheet]", self.strom("check").stderr)

    def test_redcap_raw_and_labelled(self):
        self.write("data/dictionary.csv", DICTIONARY)
        for export in ("record_id,size,services___1,services____1\n1,2,1,1\n2,1,0,1\n",
                       "Record,How large?,Which services? (choice=Legal aid),Which services? (choice=Shelter)\n"
                       "1,Large,Checked,Checked\n2,Small,Unchecked,Checked\n"):
            with self.subTest(export):
                self.write("data/redcap.csv", export)
                out = self.tables("{source: survey, path: data/redcap.csv, codebook: data/dictionary.csv, "
                                  "sensitive: false, options: {tool: redcap}}")
                self.assertIn('  int record_id\n  int size\n  text services\n  [1, 2, "1 -1"]\n  [2, 1, "-1"]\n', out)

    def test_faults_stand_in_the_file_that_they_are_from(self):
        self.write("data/kobo.csv", "town,size\nRīga\n")
        text = (self.folder / "strom.yml").read_text()
        entry = "{source: survey, path: data/kobo.csv, codebook: data/form.xlsx, sensitive: false}"
        line = next(x for x in text.splitlines() if x.startswith("  survey: "))
        (self.folder / "strom.yml").write_text(text.replace(line, "  kobo: " + entry))
        self.assertIn("data/kobo.csv:2:1: error: row has 1 cell", self.strom("check").stderr)
        form = {**FORM, "choices": FORM["choices"][:3]}
        self.write("data/form.xlsx", workbook(**form))
        self.assertIn("data/form.xlsx:survey!B7: error: the question 'services' asks for the list 'svc'",
                      self.strom("check").stderr)


if __name__ == "__main__":
    unittest.main()
