package dev.logarchiver.notification;

/** The forms in which receivers take messages. */
enum Format {

	/** All that there is to tell, for a program. */
	JSON,
	/** An incoming webhook of Slack, or of a chat that takes the same. */
	SLACK,
	/** An Apprise API server, which passes it on. */
	APPRISE

}
