# title: the files were wrong at first, and web was started again in between
# from: report
echo 172.17.0.1 > address.txt; echo 1 > pid.txt; echo secret > password.txt
docker restart web
docker inspect -f '{{.NetworkSettings.IPAddress}}' web > address.txt
docker inspect -f '{{.State.Pid}}' web > pid.txt
docker logs db 2>&1 | grep -o 'PASSWORD: .*' | sed 's/PASSWORD: //' > password.txt
