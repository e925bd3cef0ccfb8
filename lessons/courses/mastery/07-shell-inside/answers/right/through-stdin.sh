# title: lines piped into a shell in the container
# from: cafe
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec -i cafe sh <<END
cd /usr/share/nginx/html
echo tomato soup > menu.html
END
docker create --tty --interactive --name desk ubuntu:latest bash
docker start desk
echo buy leeks | docker exec -i desk tee /root/todo
docker exec desk sh -c "kill -9 1"; docker stop -t 1 desk
