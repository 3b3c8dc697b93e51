/** Reading the guide. */
export const guide = {
  title: 'Guide',
  ask: 'Which page?',
  none: 'The guide did not come with this program.',
  doing: 'Reading the guide ...',
};
