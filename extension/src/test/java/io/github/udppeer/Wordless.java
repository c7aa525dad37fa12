package io.github.udppeer;

import java.util.function.Supplier;

/** Exceptions of users' code which cannot be shown: something in them throws that is printed. */
@SuppressWarnings("OverrideThrowableToString") // that is what goes wrong here
public enum Wordless implements Supplier<RuntimeException> {
  TO_STRING {
    @Override
    public RuntimeException get() {
      return new RuntimeException("planted") {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
          throw new IllegalStateException("no words");
        }
      };
    }
  },
  MESSAGE {
    @Override
    public RuntimeException get() {
      return new RuntimeException("planted") {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
          throw new IllegalStateException("no words");
        }
      };
    }
  },
  ENDLESS_WORDS {
    @Override
    public RuntimeException get() {
      return new RuntimeException("planted") {
        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("InfiniteRecursion")
        public String toString() {
          return "I am " + this;
        }
      };
    }
  },
  CAUSE {
    @Override
    public RuntimeException get() {
      return new RuntimeException("planted") {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
          throw new IllegalStateException("no cause");
        }
      };
    }
  },
  ENDLESS_CAUSES {
    @Override
    public RuntimeException get() {
      return new RuntimeException("planted") {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
          return ENDLESS_CAUSES.get();
        }
      };
    }
  },
  TRACE {
    @Override
    public RuntimeException get() {
      return new RuntimeException("planted") {
        private static final long serialVersionUID = 1L;

        @Override
        public StackTraceElement[] getStackTrace() {
          throw new IllegalStateException("no trace");
        }
      };
    }
  },
  DEEP_INSIDE {
    @Override
    public RuntimeException get() {
      RuntimeException outer = new RuntimeException("outer");
      outer.addSuppressed(new RuntimeException("inner", TO_STRING.get()));
      return outer;
    }
  }
}
