"""Nests `finally` 19 deep: the compiler copies each twice, half a million times the innermost."""

def initialize_parameters_he(layers_dims):
 for _ in layers_dims:
  try: pass
  finally:
   try: pass
   finally:
    try: pass
    finally:
     try: pass
     finally:
      try: pass
      finally:
       try: pass
       finally:
        try: pass
        finally:
         try: pass
         finally:
          try: pass
          finally:
           try: pass
           finally:
            try: pass
            finally:
             try: pass
             finally:
              try: pass
              finally:
               try: pass
               finally:
                try: pass
                finally:
                 try: pass
                 finally:
                  try: pass
                  finally:
                   try: pass
                   finally:
                    try: pass
                    finally:
                     layers_dims = layers_dims
