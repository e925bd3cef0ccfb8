# title: files written on the machine and copied in
# from: cafe
docker run -d --name cafe -p 8081:80 nginx:alpine
printf '<h1>Soup of the day</h1>\n' > menu.html
docker container cp menu.html cafe:/usr/share/nginx/html/
docker container create -it --name desk ubuntu
echo 'buy leeks and butter' > todo
docker cp todo desk:/root/todo
docker start desk
docker kill desk
