import threading
import time

class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()

def transfer(src, dst, amount):
    first, second = sorted((src, dst), key=lambda acc: acc.name)
    with first.lock:
        time.sleep(0.2)              # e.g. an audit call
        with second.lock:
            src.balance -= amount
            dst.balance += amount

alex, yuan = Account("alex", 1000), Account("yuan", 1000)
t1 = threading.Thread(target=transfer, args=(alex, yuan, 100), daemon=True)
t2 = threading.Thread(target=transfer, args=(yuan, alex, 200), daemon=True)
t1.start(); t2.start()
t1.join(0.9); t2.join(0.9)
print("stuck:", t1.is_alive(), t2.is_alive())
print(alex.balance, yuan.balance)
