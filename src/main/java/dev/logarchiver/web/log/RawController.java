package dev.logarchiver.web.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.reading.ArchivedText;
import dev.logarchiver.reading.Lines;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.web.log.Logs.Found;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The bytes of a log. */
@Controller
class RawController {

	private static final Logger logger = LoggerFactory.getLogger(RawController.class);

	private static final int BUFFER = 64 * 1024;

	private final Logs logs;

	private final LogStore store;

	RawController(Logs logs, LogStore store) {
		this.logs = logs;
		this.store = store;
	}

	/** All of it as a file, or some lines as text. */
	@GetMapping({ "/logs/{worker}/{run}/raw", "/logs/{worker}/{run}/{revision:r[1-9][0-9]{0,8}}/raw" })
	void raw(@PathVariable WorkerId worker, @PathVariable RunId run,
			@PathVariable(required = false) @Nullable String revision, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		Found found = this.logs.find(worker, run, revision);
		long first = LogRequest.number(request, "from");
		long last = LogRequest.number(request, "to");
		boolean head = request.getMethod().equals("HEAD");
		try {
			if (first > 0) {
				found.known().text().read(new Lines.Span(first, Math.max(first, last)), (text) -> {
					describe(response);
					return head || copy(text, Long.MAX_VALUE, response.getOutputStream());
				});
			}
			else {
				new ArchivedText(this.store, found.log()).read((text) -> {
					describe(response);
					describe(found.log(), response);
					return head || copy(text, found.log().text().size(), response.getOutputStream());
				});
			}
		}
		catch (StoppedException ex) {
			logger.debug("A download was ended by its reader");
		}
		catch (StoreException ex) {
			if (!response.isCommitted()) {
				response.reset();
				throw ex;
			}
			// the client notices: the connection ends before the length that it was told
			logger.warn("A download broke off: {}", ex.getMessage());
		}
	}

	private static void describe(HttpServletResponse response) {
		response.setContentType("text/plain; charset=utf-8");
		response.setHeader("X-Content-Type-Options", "nosniff");
	}

	private static void describe(ArchivedLog log, HttpServletResponse response) {
		response.setHeader("Content-Disposition", "attachment; filename=\"" + log.worker() + "-" + log.runId()
				+ ((log.revision() > 1) ? ".r" + log.revision() : "") + (log.isFinal() ? "" : ".partial") + ".log\"");
		response.setContentLengthLong(log.text().size());
		response.setHeader("Connection", "close");
	}

	/** The last bytes follow when it is known that the object is whole. */
	private static boolean copy(InputStream text, long most, OutputStream answer) throws IOException {
		byte[] current = text.readNBytes(BUFFER);
		for (long left = most; current.length > 0 && left > 0; left -= BUFFER) {
			byte[] next = text.readNBytes(BUFFER);
			send(current, (int) Math.min(current.length, left), answer);
			current = next;
		}
		return true;
	}

	private static void send(byte[] bytes, int length, OutputStream answer) {
		try {
			answer.write(bytes, 0, length);
		}
		catch (IOException ex) {
			throw new StoppedException("nobody waits for it");
		}
	}

}
