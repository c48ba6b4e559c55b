//! One body of code, built for each kind of processor and chosen where the program runs.
//!
//! What a body says is done in the same order whatever it is built for: compilers may not
//! reorder or fuse operations on floating point numbers, and whole numbers are exact. So the
//! same text gives the same bytes on every machine.

/// Outputs of a product worked on together.
pub const PANEL: usize = 16;
/// Rows of its input worked on together.
pub const ROWS: usize = 8;

/// What the processor can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Machine {
    /// Nothing beyond what every processor of its kind can.
    Plain,
    /// 256 bits at a time.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512 bits at a time, and products of eight-bit numbers.
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

impl Machine {
    /// The best that this processor is.
    pub fn here() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            let is_vnni = std::arch::is_x86_feature_detected!("avx512f")
                && std::arch::is_x86_feature_detected!("avx512bw")
                && std::arch::is_x86_feature_detected!("avx512vl")
                && std::arch::is_x86_feature_detected!("avx512dq")
                && std::arch::is_x86_feature_detected!("avx512vnni");
            if is_vnni {
                return Machine::Vnni;
            }
            if std::arch::is_x86_feature_detected!("avx2") {
                return Machine::Avx2;
            }
        }
        Machine::Plain
    }
}

/// Makes a function that is told the machine first: its body as it is, and built for what the machine can.
macro_rules! on_machine {
    ($(#[$doc:meta])* fn $name:ident($($argument:ident: $type:ty),* $(,)?) $body:block) => {
        $(#[$doc])*
        pub(super) fn $name(machine: Machine, $($argument: $type),*) {
            #[inline(always)]
            fn body($($argument: $type),*) $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $type),*) {
                body($($argument),*);
            }

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
            fn vnni($($argument: $type),*) {
                body($($argument),*);
            }

            match machine {
                Machine::Plain => body($($argument),*),
                #[cfg(target_arch = "x86_64")]
                #[expect(unsafe_code, reason = "faster where the processor can; the same numbers")]
                // SAFETY: this kind of machine is only made where it was found.
                Machine::Avx2 => unsafe { avx2($($argument),*) },
                #[cfg(target_arch = "x86_64")]
                #[expect(unsafe_code, reason = "faster where the processor can; the same numbers")]
                // SAFETY: this kind of machine is only made where it was found.
                Machine::Vnni => unsafe { vnni($($argument),*) },
            }
        }
    };
}
pub(super) use on_machine;
