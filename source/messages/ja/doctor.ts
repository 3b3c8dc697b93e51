import type { doctor as english } from '../en/doctor.ts';

export const doctor: typeof english = {
  title: '診断',
  looking: 'ホーム、ミラー、鍵、ディスク、時計、ネットワークを確認しています',
  columns: { state: '重要度', area: '場所', finding: '内容' },
  summary: (problems, notes, fine, of) => `${problems}${notes}${of} 項目中 ${fine} 項目が正常です。`,
  notes: (count) => (count === 0 ? '注意事項はありません。' : `注意が ${count} 件あります。`),
  opens: (room) => `Enter で開く: ${room}`,
  allFine: 'すべて正常です。d で確認した項目を表示、r でもう一度確認します。',
  more: () => 'd ですべて表示',
};
