package dev.logarchiver.acceptance.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import dev.logarchiver.outside.Outside;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What real shells offer when somebody presses the tabulator key.
 */
class CompletionTests {

	private static final String CASES = """
			log-archiver ba                          | backfill
			log-archiver re                          | reindex release report restart
			log-archiver completion z                | zsh
			log-archiver run --all                   | --all-workers
			log-archiver logs --st                   | --state --status --store
			log-archiver logs --status fa            | failed
			log-archiver backfill --status a         | aborted aborting
			log-archiver run --workers wo            | workers.csv workers.txt
			log-archiver run --config ni             | nightly.yaml
			log-archiver doctor --p                  | --policy
			""";

	/** Ends by itself at the end of the matches, which the terminal's shell prints. */
	private static final String ZSH_TERMINAL = """
			PS1=
			unsetopt zle_bracketed_paste 2>/dev/null
			autoload -Uz compinit && compinit -D -u
			source ./completion
			compadd() {
			  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
			  local -a hits
			  builtin compadd -A hits "$@"
			  (( $#hits )) && print -l -- '<'$^hits'>'
			  builtin compadd "$@"
			}
			bindkey '^I' complete-word
			comppostfuncs=(exit)
			print ready
			""";

	/** A match among all that makes up a line on a terminal. */
	private static final Pattern OFFERED = Pattern.compile("<([a-z.-]+)>");

	private static final String ZSH_DRIVER = """
			zmodload zsh/zpty
			zpty terminal zsh -f -i
			zpty -w terminal 'source ./terminal'
			zpty -r terminal seen '*ready*'
			zpty -w -n terminal "$1"$'\\t'
			while zpty -r terminal seen; do print -r -- "$seen"; done
			""";

	@TempDir
	private Path directory;

	@BeforeEach
	void writeFiles() throws IOException {
		for (String name : List.of("workers.txt", "workers.csv", "nightly.yaml")) {
			Files.createFile(this.directory.resolve(name));
		}
	}

	private void print(String shell) throws IOException {
		Result result = Program.call("completion", shell);
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.errors()).isEmpty();
		Files.write(this.directory.resolve("completion"), result.bytes());
	}

	private String shell(String... command) throws IOException, InterruptedException {
		try {
			Process shell = Outside.process(List.of(command))
				.directory(this.directory.toFile())
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			shell.waitFor();
			return answer;
		}
		catch (IOException ex) {
			assumeTrue(false, command[0] + " isn't here");
			throw ex;
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = CASES)
	void bashOffers(String line, String candidates) throws Exception {
		print("bash");
		String answer = shell("bash", "-c", """
				source ./completion
				COMP_LINE=$1 COMP_WORDS=($1) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
				function=$(complete -p log-archiver | sed 's/.*-F \\([^ ]*\\).*/\\1/')
				$function log-archiver
				printf '%s\\n' "${COMPREPLY[@]}"
				""", "bash", line);
		assertThat(answer.lines()).containsExactlyInAnyOrder(candidates.split(" "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = CASES)
	void zshOffers(String line, String candidates) throws Exception {
		print("zsh");
		Files.writeString(this.directory.resolve("terminal"), ZSH_TERMINAL);
		String answer = shell("zsh", "-f", "-c", ZSH_DRIVER, "zsh", line);
		assertThat(OFFERED.matcher(answer).results().map((offer) -> offer.group(1)).distinct())
			.containsExactlyInAnyOrder(candidates.split(" "));
	}

	@Test
	void anotherShellIsRefused() {
		Result result = Program.call("completion", "fish");
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.errors()).contains("fish", "BASH, ZSH");
		assertThat(Program.call("completion").code()).isEqualTo(2);
	}

}
