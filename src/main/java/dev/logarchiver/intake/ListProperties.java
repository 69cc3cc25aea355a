package dev.logarchiver.intake;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which Workers a job archives, where its command line doesn't say.
 *
 * @param files files that list Worker IDs; {@code -} for standard input
 * @param ids Worker IDs
 * @param all whether to archive every Worker of the account
 * @param exclude patterns of Workers that are left out, whatever lists them
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
