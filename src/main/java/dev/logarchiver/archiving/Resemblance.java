package dev.logarchiver.archiving;

/** Whether two texts were made of the same one. */
enum Resemblance {

	SAME, OTHER,

	/** Nothing is left by which that could be known. */
	UNKNOWN

}
