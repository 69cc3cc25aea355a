-- However long the history: the newest executions of a status, the executions of a tick, and the parts of an execution.
-- H2 has indexes of its own for foreign keys, PostgreSQL has none.
CREATE INDEX IF NOT EXISTS batch_job_execution_by_status ON BATCH_JOB_EXECUTION (STATUS, JOB_EXECUTION_ID);
CREATE INDEX IF NOT EXISTS batch_job_execution_by_instance ON BATCH_JOB_EXECUTION (JOB_INSTANCE_ID, JOB_EXECUTION_ID);
CREATE INDEX IF NOT EXISTS batch_job_execution_params_by_execution ON BATCH_JOB_EXECUTION_PARAMS (JOB_EXECUTION_ID);
CREATE INDEX IF NOT EXISTS batch_step_execution_by_execution ON BATCH_STEP_EXECUTION (JOB_EXECUTION_ID);
