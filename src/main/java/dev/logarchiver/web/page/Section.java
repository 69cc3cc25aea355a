package dev.logarchiver.web.page;

/** The parts of the site, in the order of the navigation. */
public enum Section {

	OVERVIEW("Overview", "/"), WORKERS("Workers", "/workers"), EXECUTIONS("Executions", "/executions"),
	REPORT("Report", "/report"), SEARCH("Search", "/search"), RETENTION("Retention", "/retention");

	private final String title;

	private final String path;

	Section(String title, String path) {
		this.title = title;
		this.path = path;
	}

	public String title() {
		return this.title;
	}

	public String path() {
		return this.path;
	}

}
