# title: the whole lesson in the old commands, with other flags and another order
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=1 mysql
docker run -dp 80:80 --name web nginx
docker top db
docker top web -o pid,cmd
answer processes three
timeout -s INT 3 docker stats
docker inspect web db
curl -s localhost/nothing
timeout 2 docker logs -f web
docker inspect -f '{{.NetworkSettings.Networks.bridge.IPAddress}}' web | tee /home/student/address.txt
docker inspect -f '{{json .State.Pid}}' web > ~/pid.txt
docker logs db 2>/dev/null | grep GENERATED | awk '{print $NF}' > ~/password.txt
