package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;

/** A request that is refused. The texts are API facts of AWX 24; the files beside them say where AWX has them. */
final class AwxError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String LOGIN = " To establish a login session, visit /api/login/.";

    private final transient Answer answer;

    private AwxError(Answer answer) {
        super("HTTP " + answer.status(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    int status() {
        return answer.status();
    }

    static AwxError of(int status, String detail) {
        return new AwxError(Answer.json(status, Json.object().put("detail", detail)));
    }

    static AwxError badRequest(JsonNode body) {
        return new AwxError(Answer.json(400, body));
    }

    /** A 400 about one field. */
    static AwxError field(String field, String text) {
        ObjectNode body = Json.object();
        body.putArray(field).add(text);
        return badRequest(body);
    }

    /** api/generics.py finalize_response. */
    static AwxError notAuthenticated() {
        return unauthorized("Authentication credentials were not provided." + LOGIN);
    }

    /** api/generics.py finalize_response. */
    static AwxError wrongPassword() {
        return unauthorized("Invalid username/password." + LOGIN);
    }

    private static AwxError unauthorized(String detail) {
        return new AwxError(Answer.json(401, Json.object().put("detail", detail))
                .with("WWW-Authenticate", "Bearer realm=api authorization_url=/api/o/authorize/"));
    }

    /** rest_framework PermissionDenied. */
    static AwxError forbidden() {
        return of(403, "You do not have permission to perform this action.");
    }

    /** main/views.py handle_404: no such path. */
    static AwxError noSuchPath() {
        return of(404, "The requested resource could not be found.");
    }

    /** rest_framework NotFound, also what a named URL makes of a 403. */
    static AwxError notFound() {
        return of(404, "Not found.");
    }

    /** django get_object_or_404 as of rest_framework 3.15. */
    static AwxError noMatch(String model) {
        return of(404, "No " + model + " matches the given query.");
    }

    static AwxError methodNotAllowed(String method) {
        return of(405, "Method \"" + method + "\" not allowed.");
    }

    /** api/generics.py UnsupportedMediaType. */
    static AwxError notJson() {
        return of(
                415,
                "You did not use correct Content-Type in your HTTP request. If you are using our REST API, the"
                        + " Content-Type must be application/json");
    }

    /** api/exceptions.py ActiveJobConflict. */
    static AwxError inUse(int job) {
        ObjectNode body = Json.object().put("error", "Resource is being used by running jobs.");
        body.putArray("active_jobs").add(Json.object().put("id", job).put("type", "job"));
        return new AwxError(Answer.json(409, body));
    }

    /** api/views WorkflowApprovalApprove, WorkflowApprovalDeny. */
    static AwxError decided() {
        return new AwxError(Answer.json(
                400, Json.object().put("error", "This workflow step has already been approved or denied.")));
    }

    /** api/views WorkflowApprovalApprove, WorkflowApprovalDeny. */
    static AwxError mayNotDecide() {
        return of(403, "User does not have permission to approve or deny this workflow.");
    }
}
