package dev.logarchiver.notification;

import java.util.regex.Pattern;

/**
 * How text is written where it is shown. Text from outside must not mean anything there.
 */
enum Markup {

	/** Slack's: what stands between backticks is shown as it is, but for its escapes. */
	SLACK {

		@Override
		String strong(String text) {
			return "*" + escape(text) + "*";
		}

		@Override
		String outside(String text) {
			return "`" + escape(text.replace('`', '\'')) + "`";
		}

		private static String escape(String text) {
			return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
		}

	},

	/** None: who knows where it is passed on to. */
	PLAIN {

		@Override
		String strong(String text) {
			return text;
		}

		@Override
		String outside(String text) {
			return MENTION.matcher(text).replaceAll("$0\u200b");
		}

	};

	/** What a chat may take for a call of somebody, or of everybody. */
	private static final Pattern MENTION = Pattern.compile("(?<![\\w.])@(?=\\w)|<(?=[!@#])");

	/** A title. */
	abstract String strong(String text);

	/** Text from outside. */
	abstract String outside(String text);

}
