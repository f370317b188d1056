package io.weir.bridge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Problem;

/** The answer to a document with mistakes. */
final class Problems {
    private Problems() {}

    /** 422 with all of them. */
    static Answer answer(String code, InvalidDocumentException e) {
        ObjectNode body = Answer.object();
        Problem first = e.problems().get(0);
        ObjectNode error = body.putObject("error")
                .put("code", code)
                .put("message", e.getMessage())
                .put("field", first.path());
        ArrayNode problems = error.putArray("problems");
        for (Problem problem : e.problems()) {
            problems.addObject()
                    .put("path", problem.path())
                    .put("message", problem.message())
                    .put("remedy", problem.remedy());
        }
        return Answer.json(422, body);
    }
}
