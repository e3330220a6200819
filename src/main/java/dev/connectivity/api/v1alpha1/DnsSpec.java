package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What is asked of which name server where the scheme is dns. */
public record DnsSpec(
        @JsonPropertyDescription("Type of the record that the name must have.") @Default("A")
                @Nullable RecordType type,
        @JsonPropertyDescription(
                        "Name server to ask, as host or host:port, or an IPv6 address. Absent:"
                                + " those that pods ask, with their search list.")
                @Pattern(Notation.NAME_SERVER)
                @Size(min = 1, max = 261)
                @Nullable String server) {

    /** Types of records that can be asked for. */
    public enum RecordType {
        A,
        AAAA,
        SRV,
        TXT
    }
}
