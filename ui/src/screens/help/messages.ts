import { defineMessages } from "../../i18n";

export const t = defineMessages({
  title: { id: "Bantuan", en: "Help" },
  writeTitle: { id: "Menulis sekali, terbit di banyak kanal", en: "Write once, publish on many channels" },
  write: {
    id: "Tekan N. Tulisan induk dipakai semua kanal sampai satu kanal diberi versi khusus. Hitungan di tiap kanal memakai cara jaringan itu menghitung. Semua ketikan tersimpan sendiri. Setiap temuan punya tombol yang membereskannya; tulisan yang dulu kembali lewat menu ⋯, Riwayat.",
    en: "Press N. The shared text is used on every channel until one gets its own version. Each channel counts the way its network counts. Everything typed is saved by itself. Every finding has a button that puts it right; what was written before comes back from the menu ⋯, History.",
  },
  pictureTitle: { id: "Gambar dan titik fokus", en: "Pictures and the focal point" },
  picture: {
    id: "Seret, tempel, atau pilih gambar. Tandai bagian yang harus tetap terlihat; Kelola memotong dan mengecilkan untuk tiap jaringan. Potongan yang perlu lain diberi bingkai sendiri: seret di gambarnya, pakai panah, atau tulis angkanya. Berkas aslinya tidak diubah.",
    en: "Drop, paste or pick pictures. Mark what must stay visible; Kelola crops and shrinks for each network. A cut that needs something else gets a frame of its own: drag it on the picture, use the arrows, or type the numbers. The original file is never changed.",
  },
  mediaTitle: { id: "Media: semua foto dan video", en: "Media: all photos and videos" },
  media: {
    id: "G M membuka media. Seret berkas atau folder, tempel, atau tekan A. Panah menjelajah, Spasi memilih, Shift dengan panah memilih berderet, Enter membuka rincian, 0 sampai 5 memberi bintang. Teks alternatif, kredit, tag, dan potongan yang ditulis di sini ikut terpasang saat gambar dipakai di kiriman. Seret ke nama album untuk memasukkan; dari pilihan bisa langsung menulis kiriman atau menyiapkan potongan untuk tiap jaringan ke satu folder. Rincian menyebut kiriman yang memakainya dan bisa mengganti gambarnya di semua kiriman sekaligus. Rapikan menemukan berkas hilang, kembar, dan yang belum dipakai.",
    en: "G M opens the library. Drop files or a folder, paste, or press A. Arrows move, Space selects, Shift with arrows selects a stretch, Enter opens the details, 0 to 5 rate. The alt text, credit, tags and framing written here come along when a picture is used in a post. Drag onto an album's name to put pictures there; what is selected can go straight into a new post, or be cut for every network into one folder. The details name the posts that use a picture and can replace it in all of them at once. Tidy up finds files that are missing, kept twice, or not used.",
  },
  planTitle: { id: "Menjadwalkan", en: "Planning" },
  plan: {
    id: "Di kalender, seret kiriman ke hari lain; jamnya tetap. Satu kanal bisa diberi waktu khusus di halaman tulis; ia punya kartu sendiri, dan ikut bergeser bila kartu kirimannya dipindah. Dengan papan tombol: Spasi mengangkat, panah memindah, Enter menaruh. Jadwal memakai zona merek, bukan zona laptop.",
    en: "In the calendar, drag a post to another day; its time stays. On the post's page one channel can get a time of its own; it has a card of its own, and moves along when the post's card is moved. By keyboard: Space picks up, arrows move, Enter drops. Plans use the brand's zone, not the laptop's.",
  },
  sendTitle: { id: "Apa yang terjadi saat waktunya tiba", en: "What happens when the time comes" },
  send: {
    id: "Kanal yang terhubung dikirimi tepat satu kali. Tanpa jaringan kiriman menunggu. Lewat dari tenggang (biasanya 60 menit) Kelola bertanya dulu, tidak pernah mengirim diam-diam. Kelola harus terbuka supaya bisa mengirim.",
    en: "Connected channels receive it exactly once. Without a network posts wait. Beyond the grace (usually 60 minutes) Kelola asks first and never sends silently. Kelola must be open to send.",
  },
  handTitle: { id: "Posting sendiri", en: "Posting by hand" },
  hand: {
    id: "Untuk jaringan tanpa sambungan, Kelola menyiapkan teks dan berkas, mengingatkan, lalu menunggu jawaban: tayang, nanti, atau tidak jadi. Kompasiana mendapat HTML, Kaskus BBCode. Lewat ponsel: simpan sebagai ZIP, atau ambil dengan kode QR di Wi-Fi yang sama. Yang ditandai tayang terhitung seperti yang lain.",
    en: "For networks without a connection, Kelola prepares texts and files, reminds, and waits for an answer: live, later, or not posted. Kompasiana gets HTML, Kaskus BBCode. By phone: save a ZIP, or fetch it with a QR code on the same Wi-Fi. What is marked live counts like everything else.",
  },
  unsureTitle: { id: "Terkirim, belum ada jawaban", en: "Sent, no answer yet" },
  unsure: {
    id: "Bila jaringan putus di tengah pengiriman, Kelola tidak mengulang begitu saja. Ia membaca balik dari jaringan, atau bertanya.",
    en: "When the connection breaks while sending, Kelola does not simply repeat. It reads back from the network, or asks.",
  },
  dataTitle: { id: "Data dan cadangan", en: "Data and backups" },
  data: {
    id: "Semua ada di satu folder di laptop ini. Cadangan adalah satu berkas tanpa sandi. Setelah dipulihkan, pengiriman ditahan sampai dipastikan komputer mana yang mengirim.",
    en: "Everything is in one folder on this laptop. A backup is one file without passwords. After restoring, sending is on hold until it is certain which computer publishes.",
  },
  findTitle: { id: "Mencari dan merapikan", en: "Finding and tidying up" },
  find: {
    id: "Di Konten, ketik kata apa saja atau saring menurut keadaan, kesiapan, kanal, pilar, kampanye, tag. Spasi memilih, Shift dengan panah memilih berderet, Ctrl A memilih semua yang cocok; tag, kampanye, geser hari, arsip dan hapus berlaku untuk semua yang dipilih, dan bisa diurungkan sekaligus. Di papan, Spasi mengangkat kartu, panah memindah, Enter menaruh. Yang dihapus ada di Sampah dan bisa dikembalikan.",
    en: "In Content, type any words, or filter by state, readiness, channel, pillar, campaign, tag. Space selects, Shift with arrows selects a stretch, Ctrl A selects all that match; tags, campaign, moving by days, archiving and removing then go for all selected, and are undone as one. On the board, Space lifts a card, arrows carry it, Enter drops it. What was removed is in the trash and can be restored.",
  },
  blocksTitle: { id: "Potongan teks dan tautan", en: "Text blocks and links" },
  blocks: {
    id: "Pengaturan menyimpan set tagar, cuplikan dan templat untuk tiap merek. {merek}, {harga}, {tanggal} dan kata lain dalam kurung kurawal diganti saat disisipkan. Preset UTM menandai tautan supaya kunjungannya terhitung. Kata yang dihindari ditandai saat menulis.",
    en: "The settings keep hashtag sets, snippets and templates for each brand. {brand}, {price}, {date} and other words in braces are replaced on the way in. UTM presets mark links so that their visits are counted. Words to avoid are pointed out while writing.",
  },
  rulesTitle: { id: "Jaringan dan aturannya", en: "Networks and their rules" },
  rules: {
    id: "Setiap jaringan menyebut tanggal aturannya; yang lebih tua dari 180 hari ditandai, dan berkas aturan yang lebih baru bisa dimasukkan. Tempat yang belum dikenal dibuat sendiri di Pengaturan, Jaringan: nama, alamat, isian dan batasnya.",
    en: "Every network names the day of its rules; those older than 180 days are marked, and a file with newer ones can be read in. A place Kelola does not know is defined in Settings, Networks: its name, address, fields and limits.",
  },
  undoTitle: { id: "Mengurungkan", en: "Undoing" },
  undo: {
    id: "Ctrl Z mengurungkan perbuatan terakhir, juga setelah Kelola ditutup dan dibuka lagi. Yang sudah tayang tidak bisa ditarik dari sini.",
    en: "Ctrl Z takes back the last act, even after Kelola was closed and opened again. What is live cannot be taken back from here.",
  },
  keysTitle: { id: "Papan tombol", en: "Keyboard" },
  keys: {
    id: "Ctrl K mencari kiriman dan perintah. Tekan ? untuk melihat semua tombol.",
    en: "Ctrl K finds posts and commands. Press ? to see all keys.",
  },
  marksTitle: { id: "Arti tanda", en: "What the marks mean" },
});
