package dev.logarchiver.web.overview;

import java.util.List;

import dev.logarchiver.ledger.ArchivedLog;

/**
 * The overview.
 *
 * @param newest the newest logs
 */
public record OverviewPage(List<ArchivedLog> newest) {

}
