# title: the address is asked for inside the container, the process id of top
# from: report
docker exec web hostname -i > address.txt
docker top web -o pid,args | awk '/master/ {print $1}' > pid.txt
docker logs db > all.log 2>&1
grep -o 'PASSWORD: .*' all.log | cut -d' ' -f2 > password.txt
