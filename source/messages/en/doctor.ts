/** The doctor's screen. What it finds is called in `care`. */
export const doctor = {
  title: 'Doctor',
  looking: 'Looking at the home, the mirror, keys, disk, clock and network',
  columns: { state: 'Severity', area: 'Where', finding: 'What' },
  summary: (problems: string, notes: string, fine: number, of: number): string =>
    `${problems} ${notes} Fine: ${fine} of ${of} areas.`,
  notes: (count: number): string =>
    count === 0 ? 'Nothing to note.' : count === 1 ? '1 note.' : `${count} notes.`,
  opens: (room: string): string => `Enter opens: ${room}`,
  allFine: 'All is as it should be. d shows what was looked at, r looks again.',
  more: (_from: number, _to: number, _count: number): string => 'd shows all of it',
};
