package dev.logarchiver.web.page;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.Secrets;
import dev.logarchiver.failure.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says on a page what went wrong, and what to do about it. */
@ControllerAdvice
class Problems {

	private static final Logger logger = LoggerFactory.getLogger(Problems.class);

	private static final int BAD_REQUEST = 400;

	private static final int NOT_FOUND = 404;

	private static final int GONE = 410;

	private static final int FAILED = 500;

	private static final int BAD_GATEWAY = 502;

	private static final int UNAVAILABLE = 503;

	@ExceptionHandler
	Page notFound(NotFoundException problem) {
		return page(NOT_FOUND, "Not found", problem.getMessage(), null);
	}

	@ExceptionHandler
	Page gone(GoneException problem) {
		return page(GONE, "Pruned", problem.getMessage(), null);
	}

	@ExceptionHandler
	Page noPage(NoResourceFoundException problem) {
		return page(NOT_FOUND, "Not found", "There is no page '" + problem.getResourcePath() + "'.", null);
	}

	@ExceptionHandler
	Page badValue(MethodArgumentTypeMismatchException problem) {
		// types of ours say what is wrong
		Throwable cause = problem.getMostSpecificCause();
		return page(BAD_REQUEST, "Bad request",
				(cause instanceof NumberFormatException)
						? "'" + problem.getValue() + "' can't be used as " + problem.getName() : cause.getMessage(),
				null);
	}

	@ExceptionHandler
	Page noValue(MissingServletRequestParameterException problem) {
		return page(BAD_REQUEST, "Bad request", "'" + problem.getParameterName() + "' is missing", null);
	}

	@ExceptionHandler
	Page badRequest(BadRequestException problem) {
		return page(BAD_REQUEST, "Bad request", problem.problem(), problem.remedy());
	}

	@ExceptionHandler
	Page unreadable(StoreException problem) {
		return page(BAD_GATEWAY, "Not readable", problem.getMessage(),
				"'verify' says which objects are missing or damaged, and 'doctor' whether the store can be used");
	}

	@ExceptionHandler
	Page outOfReach(OutOfReachException problem) {
		return page(UNAVAILABLE, "Out of reach", problem.problem(), problem.remedy());
	}

	@ExceptionHandler
	Page noDatabase(DataAccessException problem) {
		logger.warn("The database can't be used: {}", Secrets.hide(String.valueOf(problem.getMessage())));
		return page(UNAVAILABLE, "Out of reach", "The database can't be used.",
				"try again; 'doctor' says what is wrong with it");
	}

	@ExceptionHandler
	Page unexpected(RuntimeException problem) {
		logger.error("Unexpected {}", Secrets.hide(String.valueOf(problem)));
		logger.debug("Unexpected", problem);
		return page(FAILED, "Something went wrong", "Unexpected " + problem.getClass().getSimpleName() + ".",
				"the log of 'serve -v' shows where");
	}

	private static Page page(int status, String title, @Nullable String problem, @Nullable String remedy) {
		return new Page("error", title, null, new ErrorPage(Secrets.hide(String.valueOf(problem)), remedy), status);
	}

}
