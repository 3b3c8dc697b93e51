/** The screen of jobs. States and kinds are called in `jobs`. */
export const jobsView = {
  title: 'Jobs',
  steps: { job: 'Following', log: 'Log' },
  reading: 'Looking at the jobs',
  none: 'Cloning, verifying, repairing, pruning and serving run as jobs: begin one on its screen, and it goes on without this terminal. It is found again here.',
  columns: { state: 'State', kind: 'Kind', target: 'What', done: 'Done', speed: 'Speed', begun: 'Begun' },
  summary: (running: number, waiting: number, all: number): string =>
    `${running} at work, ${waiting} stopped before the end, ${all} in all`,
  askRemove: 'Forget this job? Its files and results stay.',
  askClear: 'Forget all jobs that have ended? Their files stay.',
  times: (begun: string, ended: string): string => `${begun} to ${ended}`,
  logEmpty: 'It has told nothing.',
  atWork: (count: number): string => (count === 1 ? '1 job' : `${count} jobs`),
  waiting: (count: number): string => (count === 1 ? '1 job stopped' : `${count} jobs stopped`),
};
