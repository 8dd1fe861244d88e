package strom;

import java.io.FileInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files against PDF/UA-1 and the part of PDF/A that they declare, 2a or 3a, one line for each, failed rules below it. */
public final class Run {
	public static void main(String[] args) {
		int bad = 0;
		VeraGreenfieldFoundryProvider.initialise();
		for (String file : args)
			bad += validate(file, PDFAFlavour.PDFUA_1) + validate(file, archived(file));
		System.exit(bad == 0 && args.length > 0 ? 0 : 1);
	}

	/** Metadata is not packed: its words stand in the file. */
	private static PDFAFlavour archived(String file) {
		try {
			String bytes = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1);
			return bytes.contains("<pdfaid:part>3<") ? PDFAFlavour.PDFA_3_A : PDFAFlavour.PDFA_2_A;
		} catch (java.io.IOException e) {
			return PDFAFlavour.PDFA_2_A;     /* which cannot be validated either */
		}
	}

	private static int validate(String file, PDFAFlavour flavour) {
		try (FileInputStream in = new FileInputStream(file);
		     PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
		     PDFAValidator validator =
		         Foundries.defaultInstance().createValidator(flavour, 100, false, false, false)) {
			return report(file, flavour, validator.validate(parser));
		} catch (Exception e) {
			System.out.println(file + " " + flavour + ": cannot be validated: " + e);
			return 1;
		}
	}

	private static int report(String file, PDFAFlavour flavour, ValidationResult result) {
		Map<String, Integer> failed = new TreeMap<>();
		for (TestAssertion a : result.getTestAssertions())
			if (a.getStatus() == TestAssertion.Status.FAILED)
				failed.merge(a.getRuleId().getClause() + "-" + a.getRuleId().getTestNumber() + " "
				             + a.getMessage() + "\n      first at " + a.getLocation().getContext(), 1,
				             Integer::sum);
		int n = failed.size();
		/* A parser that gave up finds nothing wrong: believe only a result that says so itself. */
		if (n == 0 && (!result.isCompliant() || result.getTotalAssertions() == 0))
			n = 1;
		System.out.println(file + " " + flavour + ": " + n + " failures, "
		                   + result.getTotalAssertions() + " checks");
		failed.forEach((rule, times) -> System.out.println("  " + times + " x " + rule));
		return n == 0 ? 0 : 1;
	}
}
