package dev.logarchiver.ledger.survey;

import dev.logarchiver.ledger.ListedWorker;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a list with what surveys know of it.
 *
 * @param listed the entry
 * @param state what is known; null for a bad line, and where no surveys are made
 */
public record SurveyedEntry(ListedWorker listed, @Nullable Surveyed state) {
}
