package dev.logarchiver.intake;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which Workers a job archives when its command line doesn't say.
 *
 * @param files lists of Workers (text, CSV, JSON or JSON lines), such as
 * {@code workers.txt}; {@code -} for standard input. {@code --workers} on the command
 * line
 * @param ids Worker IDs, such as {@code acme/shop}. {@code --worker} on the command line
 * @param all whether to archive every Worker of the account. {@code --all-workers} on the
 * command line
 * @param exclude patterns of Workers to leave out, wherever they are listed, such as
 * {@code acme/test-*}: {@code *} stands for any characters, {@code ?} for one.
 * {@code --exclude} on the command line adds to it
 */
@ConfigurationProperties("archiver.workers")
public record ListProperties(@DefaultValue List<String> files, @DefaultValue List<String> ids,
		@DefaultValue("false") boolean all, @DefaultValue List<String> exclude) {

	public ListProperties {
		files = List.copyOf(files);
		ids = List.copyOf(ids);
		exclude = List.copyOf(exclude);
	}

	/**
	 * Whether there is a list at all.
	 * @return {@code true} if any Worker is asked for
	 */
	public boolean any() {
		return this.all || !this.files.isEmpty() || !this.ids.isEmpty();
	}

}
