package dev.connectivity.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

/** The examples of the description are answers as they are given, with no field more or less. */
class ExamplesTest {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .findAndAddModules()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();

    @Test
    void ofTheOperatorItself() throws JsonProcessingException {
        assertReadsAsWritten(Examples.OWN, OwnHealth.class);
    }

    @Test
    void ofPolicies() throws JsonProcessingException {
        assertReadsAsWritten(Examples.POLICY, PolicyHealth.class);
        assertReadsAsWritten(Examples.MANY, ManyHealth.class);
    }

    @Test
    void ofProblems() throws JsonProcessingException {
        for (String example :
                new String[] {
                    Examples.UNAUTHORIZED,
                    Examples.FORBIDDEN,
                    Examples.NOT_FOUND,
                    Examples.UNDECIDED
                }) {
            assertReadsAsWritten(example, Problem.class);
        }
    }

    private static void assertReadsAsWritten(String example, Class<?> type)
            throws JsonProcessingException {
        String again = JSON.writeValueAsString(JSON.readValue(example, type));
        assertThat(JSON.readTree(again)).isEqualTo(JSON.readTree(example));
    }
}
