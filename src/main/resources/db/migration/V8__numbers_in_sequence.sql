-- H2 takes 32 numbers at a time and forgets those it hasn't used when it is killed: execution 34 would follow 1.
ALTER SEQUENCE BATCH_STEP_EXECUTION_SEQ CACHE 1;
ALTER SEQUENCE BATCH_JOB_EXECUTION_SEQ CACHE 1;
ALTER SEQUENCE BATCH_JOB_INSTANCE_SEQ CACHE 1;
