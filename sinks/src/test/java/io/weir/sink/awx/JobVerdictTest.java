package io.weir.sink.awx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.sink.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobVerdictTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"changed":1} | {}                                    | run   | SUCCEEDED | the playbook changed the host
            {"changed":1} | {"effect":"restarted"}                | run   | SUCCEEDED | effect: restarted
            {"ok":1}      | {"effect":"restarted"}                | run   | SUCCEEDED | effect: restarted
            {"ok":1}      | {}                                    | run   | NO_EFFECT | the playbook changed nothing
            {"ok":1}      | {"effect":"already_done"}             | run   | NO_EFFECT | already carried out by an earlier job
            {"changed":1} | {"effect":"dry_run"}                  | run   | NO_EFFECT | the playbook says that it did nothing: dry_run
            {"changed":1} | {"effect":"restarted"}                | check | NO_EFFECT | check mode: the playbook would have changed the host; nothing was done
            {}            | {}                                    | run   | NO_EFFECT | playbook matched no host: nothing was done
            null          | {}                                    | run   | UNKNOWN   | AWX has no result for any host
            {"changed":2} | {}                                    | run   | UNKNOWN   | the job did not run on web-01 alone
            {"failures":1}| {"effect":"restarted"}                | run   | FAILED    | web-01 failed or could not be reached
            {"dark":1}    | {}                                    | run   | FAILED    | web-01 failed or could not be reached
            """)
    void successfulIsNotEnough(String counts, String artifacts, String type, Verdict verdict, String detail)
            throws JsonProcessingException {
        String job = "{\"status\":\"successful\",\"limit\":\"web-01\",\"job_type\":\"" + type
                + "\",\"host_status_counts\":" + counts + ",\"artifacts\":" + artifacts + "}";
        JsonNode own = JSON.readTree("[{\"host_name\":\"web-01\"}]");
        JobVerdict judged = JobVerdict.of(JSON.readTree(job), "web-01", own);
        assertThat(judged.verdict()).isEqualTo(verdict);
        assertThat(judged.detail()).isEqualTo(detail);
    }

    @Test
    void anotherHostOrLimitIsNotOurs() throws JsonProcessingException {
        JsonNode job = JSON.readTree("""
                {"status":"successful","limit":"web-01","host_status_counts":{"changed":1}}
                """);
        assertThat(JobVerdict.of(job, "web-01", JSON.readTree("[{\"host_name\":\"db-01\"}]"))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(JobVerdict.of(job, "db-01", JSON.missingNode()).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failed   | Previous Task Failed: {"job_type": "project_update"} | FAILED   | true
            failed   | Task was marked as running but was not present       | FAILED   | true
            failed   | Job terminated due to timeout                        | FAILED   | false
            failed   | ''                                                   | FAILED   | false
            error    | Job could not start because of no environment        | FAILED   | true
            canceled | ''                                                   | CANCELED | false
            strange  | ''                                                   | UNKNOWN  | false
            """)
    void tellsThePlaybooksFailureFromAwxsOwn(String status, String explanation, Verdict verdict, boolean ofAwx) {
        JsonNode job = JSON.createObjectNode().put("status", status).put("job_explanation", explanation);
        JobVerdict judged = JobVerdict.of(job, "web-01", JSON.missingNode());
        assertThat(judged.verdict()).isEqualTo(verdict);
        assertThat(judged.infrastructure()).isEqualTo(ofAwx);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            db_password=hunter2 next            | db_password=*** next
            "token": "abc def", "x": 1          | "token": ***, "x": 1
            Authorization: Bearer eyJhbGciOi.x  | Authorization: ***
            curl -H 'Bearer abcdefghijkl'       | curl -H 'Bearer ***'
            https://user:pw@example.org/        | https://***@example.org/
            nothing to hide                     | nothing to hide
            """)
    void outputLosesItsSecrets(String line, String redacted) {
        assertThat(Redaction.of(line)).isEqualTo(redacted);
    }

    @Test
    void onlyTheTailOfTheOutputIsKept() {
        assertThat(Redaction.tail("1\n2\n\u001b[0;31m3\u001b[0m\n", 2)).isEqualTo("2\n3");
        assertThat(Redaction.tail("-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\nend", 5))
                .isEqualTo("***\nend");
    }
}
