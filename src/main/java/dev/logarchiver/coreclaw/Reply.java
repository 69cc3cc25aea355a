package dev.logarchiver.coreclaw;

/** What came of one call of the API. */
sealed interface Reply permits Envelope, ApiFailure {

}
