package dev.logarchiver.simulation;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A log as the API shows it; the names in JSON are the same in snake case.
 *
 * @param allLogsUrl where the full text is, if anywhere
 * @param list the preview: strings and {@link PreviewEntry} objects
 * @param resultCount what the platform calls so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LogPayload(@Nullable String allLogsUrl, List<Object> list, int resultCount) {
}
