import type { AfterResume, Late } from "../../ipc";
import { defineMessages } from "../../i18n";
import { number } from "../../lib/format";

export const t = defineMessages({
  title: { id: "Pengaturan", en: "Settings" },
  sections: { id: "Bagian pengaturan", en: "Sections of the settings" },
  brand: { id: "Merek", en: "Brand" },
  channels: { id: "Kanal", en: "Channels" },
  interface: { id: "Tampilan", en: "Interface" },
  sending: { id: "Pengiriman", en: "Sending" },
  keychain: { id: "Gantungan kunci", en: "Keychain" },
  data: { id: "Data", en: "Data" },
  about: { id: "Tentang", en: "About" },

  brandName: { id: "Nama", en: "Name" },
  zone: { id: "Zona waktu", en: "Time zone" },
  zoneNote: {
    id: "Semua jadwal merek ini memakai zona ini, di mana pun laptopnya.",
    en: "Everything of this brand is planned in this zone, wherever the laptop is.",
  },
  colour: { id: "Warna merek", en: "Brand colour" },
  colourNote: {
    id: "Dipakai sebagai warna aksen. Terangnya disesuaikan supaya teks tetap terbaca.",
    en: "Becomes the accent. Its lightness is adjusted so that text stays readable.",
  },
  notAColour: { id: "Tulis seperti #0d6b5a", en: "Write it like #0d6b5a" },
  contentLanguages: { id: "Bahasa kiriman", en: "Languages of posts" },
  mainLanguage: { id: "Bahasa utama kiriman", en: "Main language of posts" },
  preparedBy: { id: "Laporan dibuat oleh", en: "Reports are made by" },
  preparedFor: { id: "Laporan untuk", en: "Reports are for" },
  save: { id: "Simpan", en: "Save" },
  saved: { id: (at: string) => `Tersimpan ${at}`, en: (at: string) => `Saved ${at}` },
  addBrand: { id: "Tambah merek", en: "Add a brand" },
  newBrand: { id: "Nama merek baru", en: "Name of the new brand" },
  brandExample: { id: "mis. Kopi Senja", en: "e.g. Kopi Senja" },
  brandMissing: { id: "Isi dulu namanya", en: "Enter a name first" },

  addChannel: { id: "Tambah kanal", en: "Add a channel" },
  chooseNetwork: { id: "Di jaringan mana?", en: "On which network?" },
  noChannels: { id: "Belum ada kanal", en: "No channels yet" },
  noChannelsText: {
    id: "Kanal adalah satu akun di satu jaringan. Yang diposting sendiri pun dicatat di sini.",
    en: "A channel is one account on one network, including those posted to by hand.",
  },
  server: { id: "Server", en: "Server" },
  handle: { id: "Nama akun", en: "Account name" },
  app_password: { id: "Sandi aplikasi", en: "App password" },
  bot_token: { id: "Token bot", en: "Bot token" },
  secretNote: {
    id: "Disimpan di gantungan kunci sistem, tidak pernah di berkas Kelola. Buat sandi aplikasi di pengaturan akun, jangan pakai sandi utama.",
    en: "Kept in the system's keychain, never in Kelola's files. Make an app password in the account's settings; do not use the main one.",
  },
  manualNote: {
    id: "Di jaringan ini kiriman disiapkan lengkap, lalu diposting sendiri. Kelola mengingatkan tepat waktu.",
    en: "On this network posts are prepared in full and posted by hand. Kelola reminds on time.",
  },
  handleMissing: { id: "Isi nama akunnya", en: "Enter the account name" },
  secretMissing: { id: "Isi sandi aplikasinya", en: "Enter the app password" },
  connect: { id: "Hubungkan", en: "Connect" },
  connectAgain: { id: "Hubungkan lagi", en: "Connect again" },
  openBrowser: { id: "Masuk lewat peramban", en: "Sign in in the browser" },
  browserNote: {
    id: (where: string) =>
      `Kelola membuka ${where} di peramban. Masuk di sana, lalu izinkan Kelola. Sandinya tidak pernah lewat di sini.`,
    en: (where: string) =>
      `Kelola opens ${where} in the browser. Sign in there and allow Kelola. The password never passes through here.`,
  },
  page_preparing: { id: "Menghubungi server", en: "Asking the server" },
  page_waiting: {
    id: "Menunggu jawaban dari peramban, paling lama lima menit",
    en: "Waiting for the browser, five minutes at most",
  },
  page_finishing: { id: "Sudah dijawab, izinnya sedang dicoba", en: "Answered, the permission is being tried" },
  add: { id: "Tambah", en: "Add" },
  cancel: { id: "Batal", en: "Cancel" },
  test: { id: "Tes", en: "Test" },
  testing: { id: "Sedang dites", en: "Testing" },
  testOk: { id: (name: string) => `Tersambung sebagai ${name}`, en: (name: string) => `Connected as ${name}` },
  signIn: { id: "Isi sandi", en: "Enter password" },
  signInAgain: { id: "Isi sandi lagi", en: "Enter password again" },
  pause: { id: "Jeda", en: "Pause" },
  resume: { id: "Lanjutkan", en: "Resume" },
  paused: { id: "Dijeda", en: "Paused" },
  more: { id: (name: string) => `Lainnya untuk ${name}`, en: (name: string) => `More for ${name}` },
  remove: { id: "Hapus kanal", en: "Remove channel" },
  removed: {
    id: (name: string) => `Kanal ${name} dihapus beserta sandinya.`,
    en: (name: string) => `Channel ${name} and its password were removed.`,
  },
  sampleChannel: { id: "Contoh, tidak mengirim", en: "Sample, never sends" },
  rulesAsOf: { id: (day: string) => `aturan per ${day}`, en: (day: string) => `rules as of ${day}` },

  language: { id: "Bahasa", en: "Language" },
  theme: { id: "Tema", en: "Theme" },
  system: { id: "Ikut sistem", en: "System" },
  light: { id: "Terang", en: "Light" },
  dark: { id: "Gelap", en: "Dark" },
  scale: { id: "Ukuran tampilan", en: "Interface scale" },
  scaleNote: {
    id: "Ctrl + dan Ctrl \u2212 mengubahnya di mana pun, Ctrl 0 kembali ke 100 %.",
    en: "Ctrl + and Ctrl \u2212 change it anywhere, Ctrl 0 returns to 100%.",
  },
  weekStart: { id: "Minggu dimulai", en: "Weeks start on" },
  sunday: { id: "Minggu", en: "Sunday" },
  monday: { id: "Senin", en: "Monday" },

  keepRunning: { id: "Tetap mengirim saat jendela ditutup", en: "Keep sending when the window is closed" },
  keepRunningNote: {
    id: "Kelola tinggal di dekat jam. Keluar sepenuhnya dengan Ctrl Q.",
    en: "Kelola stays beside the clock. Ctrl Q ends it for good.",
  },
  phonePack: { id: "Ponsel boleh mengambil paket", en: "A phone may fetch packs" },
  phonePackNote: {
    id: "Hanya selama kode QR tampil di meja posting: satu kali unduh, paling lama 10 menit, lewat jaringan lokal. Isinya tidak dienkripsi di jalan; pakai Wi-Fi yang dipercaya.",
    en: "Only while the desk shows the QR code: one download, ten minutes at most, over the local network. It is not encrypted on its way; use a Wi-Fi you trust.",
  },
  autostart: { id: "Mulai bersama komputer", en: "Start with the computer" },
  autostartNote: {
    id: "Tanpa jendela, supaya kiriman pagi berangkat walau Kelola belum dibuka.",
    en: "Without a window, so that morning posts go out before anybody opens Kelola.",
  },
  on: { id: "Ya", en: "Yes" },
  off: { id: "Tidak", en: "No" },

  checks: { id: "Yang diperiksa", en: "What was checked" },
  server_answers: { id: "Server menjawab", en: "The server answers" },
  clock_agrees: { id: "Jamnya cocok", en: "The clocks agree" },
  signed_in: { id: "Sandinya diterima", en: "The sign-in is accepted" },
  may_publish: { id: "Boleh menerbitkan", en: "May publish" },
  may_upload: { id: "Boleh mengunggah gambar", en: "May upload pictures" },
  may_read: { id: "Balasan dan angka terbaca", en: "Replies and numbers can be read" },
  notTried: { id: "belum sampai dicoba", en: "not reached" },
  expires: {
    id: (day: string) => `Izin masuk berakhir ${day}. Hubungkan lagi sebelum itu.`,
    en: (day: string) => `The sign-in ends on ${day}. Connect again before that.`,
  },
  serverSays: {
    id: (software: string, characters: string) => `${software}, hingga ${characters} karakter`,
    en: (software: string, characters: string) => `${software}, up to ${characters} characters`,
  },

  engine: { id: "Keadaan", en: "State" },
  sends: {
    id: "Mengirim begitu waktunya tiba dan jaringan ada.",
    en: "Sends when the time has come and a network is there.",
  },
  isPaused: {
    id: "Semua pengiriman dijeda. Yang jatuh tempo menunggu.",
    en: "All sending is paused. What falls due waits.",
  },
  isElsewhere: {
    id: "Mesin pengirim berjalan di proses lain pada komputer ini.",
    en: "The sending engine runs in another process on this computer.",
  },
  waiting: {
    id: (n: number) => `${number(n)} pengiriman menunggu.`,
    en: (n: number) => (n === 1 ? "1 delivery is waiting." : `${number(n)} deliveries are waiting.`),
  },
  online: { id: "Jaringan ada.", en: "There is a network." },
  offline: { id: "Tidak ada jaringan.", en: "There is no network." },
  onlineUnknown: { id: "Jaringan belum dicoba.", en: "The network has not been tried yet." },
  lastSync: { id: (at: string) => `Terakhir sinkron ${at}.`, en: (at: string) => `Last synced ${at}.` },
  pauseAll: { id: "Jeda semua", en: "Pause everything" },
  resumeAll: { id: "Lanjutkan", en: "Resume" },
  reviewTitle: { id: "Selama jeda", en: "During the pause" },
  reviewText: {
    id: "Ini yang tertahan atau jatuh tempo. Biarkan seperti tertulis, atau pilih lain untuk masing-masing.",
    en: "This was held or came due. Leave it as it says, or choose otherwise for each.",
  },
  whatHappens: { id: "Yang terjadi", en: "What happens" },
  stayPaused: { id: "Tetap jeda", en: "Stay paused" },
  untitled: { id: "Tanpa judul", en: "Untitled" },
  afterResume: {
    id: (next: AfterResume) =>
      ({
        send_now: "Dikirim sekarang",
        missed: "Terlewat, ditanyakan nanti",
        planned: "Tetap sesuai jadwal",
        network: "Ada di jaringan, terbit dari sana",
      })[next],
    en: (next: AfterResume) =>
      ({
        send_now: "Goes out now",
        missed: "Missed, asked about later",
        planned: "Stays as planned",
        network: "Held and published by the network",
      })[next],
  },
  remindNow: { id: "Diingatkan sekarang", en: "Reminds now" },
  late: {
    id: (answer: Late) => ({ now: "Kirim sekarang", next_slot: "Slot berikutnya", drop: "Batalkan" })[answer],
    en: (answer: Late) => ({ now: "Send now", next_slot: "Next slot", drop: "Drop" })[answer],
  },
  syncNow: { id: "Sinkronkan sekarang", en: "Sync now" },
  held: { id: "Pengiriman ditahan", en: "Sending is on hold" },
  heldText: {
    id: "Data ini dipulihkan dari cadangan atau disalin dari komputer lain. Supaya tidak ada kiriman yang terbit dua kali, tidak ada yang dikirim sampai dipastikan: komputer inilah yang mengirim, dan komputer lain tidak lagi.",
    en: "These data were restored from a backup or copied from another computer. So that nothing is published twice, nothing is sent until it is certain that this computer publishes and no other does.",
  },
  confirm: { id: "Komputer ini yang mengirim", en: "This computer publishes" },
  confirmed: { id: "Komputer ini sekarang yang mengirim.", en: "This computer publishes from now on." },
  grace: { id: "Tenggang", en: "Grace" },
  graceNote: {
    id: "Berapa menit setelah waktunya sebuah kiriman baru masih dikirim. Lewat dari itu Kelola bertanya dulu.",
    en: "For how many minutes after its time a new post is still sent. Beyond that, Kelola asks first.",
  },
  minutes: { id: (n: number) => `${number(n)} menit`, en: (n: number) => `${number(n)} minutes` },

  keychainOk: {
    id: "Gantungan kunci bisa dipakai. Sandi kanal tersimpan di sana.",
    en: "The keychain works. Channel passwords are kept there.",
  },
  keychainHelp: {
    id: "Tanpa gantungan kunci, kanal yang terhubung tidak bisa mengirim. Menulis, merencanakan, laporan, dan posting sendiri tetap jalan.",
    en: "Without a keychain, connected channels cannot send. Writing, planning, reports and posting by hand still work.",
  },
  retry: { id: "Coba lagi", en: "Retry" },

  folder: { id: "Folder data", en: "Data folder" },
  folderNote: {
    id: "Satu folder berisi semuanya: basis data, gambar, laporan. Sandi tidak ada di dalamnya.",
    en: "One folder holds everything: database, pictures, reports. Passwords are not in it.",
  },
  copyPath: { id: "Salin alamat folder", en: "Copy the folder's path" },
  copied: { id: "Disalin.", en: "Copied." },
  backUp: { id: "Buat cadangan", en: "Make a backup" },
  backUpNote: {
    id: "Satu berkas berisi basis data, gambar dan laporan. Juga cara pindah ke laptop lain.",
    en: "One file with database, pictures and reports. Also the way to move to another laptop.",
  },
  backedUp: { id: (path: string) => `Cadangan tersimpan: ${path}`, en: (path: string) => `Backup saved: ${path}` },
  restore: { id: "Pulihkan cadangan", en: "Restore a backup" },
  restoreNote: {
    id: "Mengganti semua data sekarang dengan isi cadangan.",
    en: "Replaces all present data with what the backup holds.",
  },
  restoreTitle: { id: "Ganti semua data?", en: "Replace all data?" },
  restoreText: {
    id: "Data sekarang diganti isi cadangan, lalu Kelola dibuka lagi dengan pengiriman ditahan. Buat cadangan dulu bila data sekarang masih diperlukan.",
    en: "The present data are replaced by the backup, and Kelola opens again with sending on hold. Make a backup first if the present data are still needed.",
  },
  restoreGo: { id: "Pilih berkas cadangan", en: "Choose the backup file" },
  doctor: { id: "Periksa data", en: "Check data" },
  doctorNote: {
    id: "Memeriksa basis data, gambar, gantungan kunci, jam dan pengiriman.",
    en: "Checks database, pictures, keychain, clock and deliveries.",
  },
  checkOk: { id: "Baik", en: "Fine" },
  checkWarning: { id: "Perhatian", en: "Attention" },
  checkProblem: { id: "Masalah", en: "Problem" },

  version: { id: (v: string) => `Kelola ${v}`, en: (v: string) => `Kelola ${v}` },
  licence: {
    id: "Perangkat lunak bebas, lisensi MIT atau Apache 2.0.",
    en: "Free software, licensed MIT or Apache 2.0.",
  },
  private: {
    id: "Tidak ada akun, tidak ada pelacakan. Kelola hanya menghubungi jaringan yang kanalnya ditambahkan di sini.",
    en: "No account, no tracking. Kelola contacts only the networks whose channels were added here.",
  },
  help: { id: "Bantuan", en: "Help" },
});
