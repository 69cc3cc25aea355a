package dev.logarchiver.notification;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Writes a message in a receiver's form, all of which are JSON. */
final class MessageBody {

	private MessageBody() {
	}

	/**
	 * Writes a message.
	 * @param format the form
	 * @param id tells the message from others, also when it is sent twice
	 * @param occasion what it is about
	 * @param changes what there is to tell
	 */
	static String of(Format format, String id, Occasion occasion, Changes changes) {
		Object message = switch (format) {
			case JSON -> NoticeJson.of(id, occasion, changes);
			case SLACK -> slack(occasion, changes);
			case APPRISE -> apprise(occasion, changes);
		};
		return write(message);
	}

	/**
	 * Writes a message that says nothing.
	 * @param format the form
	 * @param id tells the message from others
	 */
	static String test(Format format, String id) {
		String title = "log-archiver: this is a test";
		return write(switch (format) {
			case JSON -> Map.of("id", id, "event", "test", "type", "info", "title", title);
			case SLACK -> Map.of("text", title);
			case APPRISE -> Map.of("title", title, "body", "Notifications will look like this.", "type", "info");
		});
	}

	private static String write(Object message) {
		return JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.build()
			.writeValueAsString(message);
	}

	private static Map<String, Object> slack(Occasion occasion, Changes changes) {
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("text", Markup.SLACK.strong(Headline.of(occasion, changes).text()) + "\n"
				+ new NoticeText(occasion, changes, Markup.SLACK));
		// what is linked in a log is not to be fetched and shown
		message.put("unfurl_links", false);
		message.put("unfurl_media", false);
		return message;
	}

	private static Map<String, Object> apprise(Occasion occasion, Changes changes) {
		Headline headline = Headline.of(occasion, changes);
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("title", headline.text());
		message.put("body", new NoticeText(occasion, changes, Markup.PLAIN).toString());
		message.put("type", headline.urgency().toString());
		message.put("format", "text");
		return message;
	}

}
