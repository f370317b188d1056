package io.weir.app.cli;

import io.weir.app.ExitCode;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookAdvice;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with a rule book, and what is unwise. */
final class BookCheck {
    private final PrintWriter out;
    private final PrintWriter err;
    private final String prefix;

    /** @param prefix stands before each line, to tell several files apart; may be empty */
    BookCheck(PrintWriter out, PrintWriter err, String prefix) {
        this.out = out;
        this.err = err;
        this.prefix = prefix;
    }

    /** Prints everything there is to say; gives the exit code. */
    int report(BookFile file) {
        Optional<RuleBook> book = parse(file);
        if (book.isEmpty()) {
            return ExitCode.UNMET;
        }
        int warnings = warn(book.get());
        out.println(file.name() + " is a good rule book"
                + (warnings == 0 ? "" : ", with " + warnings + (warnings == 1 ? " warning" : " warnings")));
        out.flush();
        return ExitCode.OK;
    }

    /** The book; empty when it has problems, which are printed. */
    Optional<RuleBook> parse(BookFile file) {
        try {
            return Optional.of(RuleBookParser.parse(file.yaml()));
        } catch (InvalidDocumentException invalid) {
            invalid.problems().forEach(problem -> err.println(prefix + problem));
            err.flush();
            return Optional.empty();
        }
    }

    /** Prints what is unwise; gives the number of warnings. */
    int warn(RuleBook book) {
        List<Problem> advice = RuleBookAdvice.of(book);
        advice.forEach(problem -> err.println(prefix + "warning: " + problem));
        err.flush();
        return advice.size();
    }
}
